package dev.stationmaster.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What processes cost, as the kernel counts it (proc(5)). */
final class Processes {
    private static final double MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux Java runs on

    private Processes() {}

    /** Fields of /proc/PID/stat after the name, which may hold blanks: state is number 0. */
    private static String[] stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    /** CPU of the process itself, in microseconds. */
    static double cpuMicros(long pid) {
        try {
            String[] stat = stat(pid);
            return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * MICROS_PER_TICK;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** CPU of a process, of all below it, and of its children that have ended, in microseconds. */
    static double treeCpuMicros(long root) {
        double ended = 0;
        try {
            String[] stat = stat(root);
            ended = (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) * MICROS_PER_TICK;
        } catch (IOException gone) {
            return 0;
        }
        return ended + tree(root).stream().mapToDouble(Processes::cpuMicros).sum();
    }

    /** Memory of a process and all below it in kB; pages that several share are counted once (PSS). */
    static long treeKilobytes(long root) {
        return tree(root).stream().mapToLong(Processes::kilobytes).sum();
    }

    static long kilobytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) return Long.parseLong(line.replaceAll("\\D", ""));
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    private static List<Long> tree(long root) {
        Map<Long, List<Long>> children = new HashMap<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                try {
                    long parent = Long.parseLong(stat(pid)[1]);
                    children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(pid);
                } catch (IOException gone) {
                    children.remove(pid);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        var tree = new ArrayList<Long>(List.of(root));
        for (int i = 0; i < tree.size(); i++) tree.addAll(children.getOrDefault(tree.get(i), List.of()));
        return tree;
    }
}
