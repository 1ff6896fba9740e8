package dev.stationmaster.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FilesTest {
    private static final int MOST_LINES = 400;
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "dist", "data", ".idea", ".vscode", "generated");
    private static final Set<String> SOURCES = Set.of("java", "ts", "tsx");
    private static final Set<String> TEXTS =
            Set.of("java", "ts", "tsx", "css", "html", "md", "sql", "yaml", "yml", "xml", "json", "properties", "sh");
    // In two parts, so that this file does not name what it looks for.
    private static final Pattern SOMEBODYS_FOLDER =
            Pattern.compile("(?<![\\w.$}-])/(?:ho" + "me|Us" + "ers|ro" + "ot|wo" + "rk|fa" + "rm)/\\w");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("stationmaster"))) folder = folder.getParent();
        return folder;
    }

    private static List<Path> files(Set<String> extensions) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (extensions.contains(name.substring(name.lastIndexOf('.') + 1))) found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : files(SOURCES)) {
            long lines = Files.readString(file).lines().count();
            boolean generated = file.endsWith(Path.of("ui", "src", "api", "schema.d.ts"));
            if (lines > MOST_LINES && !generated) tooLong.add(root().relativize(file) + " has " + lines);
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noFileNamesAFolderOfSomebodysMachine() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files(TEXTS)) {
            try {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    if (SOMEBODYS_FOLDER.matcher(line).find()) found.add(root().relativize(file) + ":" + number);
                }
            } catch (MalformedInputException e) {
                found.add(root().relativize(file) + " is not UTF-8");
            }
        }
        assertThat(found).isEmpty();
    }
}
