package dev.stationmaster.provisioning;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Reads the provisioning file at every start, when everything is loaded and no port is open yet. */
@Component
class ProvisioningAtStart implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(ProvisioningAtStart.class);

    private final ServerOptions options;
    private final ProvisioningService provisioning;

    ProvisioningAtStart(ServerOptions options, ProvisioningService provisioning) {
        this.options = options;
        this.provisioning = provisioning;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var file = options.provision();
        if (file == null || file.toString().isEmpty()) return;
        try {
            var outcome = provisioning.apply(text(file), ProvisioningService.Source.FILE, "provisioning-file");
            log.info(
                    "event=provisioning.applied file={} applied={} unchanged={}",
                    file,
                    outcome.applied(),
                    outcome.unchanged());
        } catch (ProvisioningRefused refused) {
            throw new StartRefused(
                    "The provisioning file %s is wrong and nothing of it was applied. %s"
                            .formatted(file, refused.getMessage()),
                    refused);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new StartRefused(
                    "There is no provisioning file %s; check the path after --provision.".formatted(file), e);
        } catch (CharacterCodingException e) {
            throw new StartRefused("The provisioning file %s is not UTF-8; save it as UTF-8.".formatted(file), e);
        } catch (IOException e) {
            throw new StartRefused(
                    "The provisioning file %s cannot be read (%s); check its permissions."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
