package dev.stationmaster.provisioning;

import java.util.List;

/**
 * One entry of a file, which may stand for many.
 *
 * @param key by which it is known again the next time
 * @param content all it says, in one form whatever its layout, for telling whether it changed
 * @param forms what it stands for
 */
record Entry<F>(String key, String content, List<F> forms) {}
