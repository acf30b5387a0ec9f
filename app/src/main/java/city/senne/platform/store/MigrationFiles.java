package city.senne.platform.store;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The migrations beside the modules' Java, only those of some versions: a restored database first gets the layout
/// that it had when it was backed up.
final class MigrationFiles implements ResourceProvider {
    private final List<LoadableResource> files;

    private MigrationFiles(List<LoadableResource> files) {
        this.files = files;
    }

    static MigrationFiles ofVersions(Set<String> versions) throws IOException {
        Predicate<Resource> wanted = file -> {
            String name = String.valueOf(file.getFilename());
            return versions.contains(name.substring(1, name.indexOf("__")));
        };
        Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath*:city/senne/**/V*__*.sql");
        return new MigrationFiles(Arrays.stream(all)
                .filter(wanted)
                .<LoadableResource>map(MigrationFile::new)
                .toList());
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return files.stream()
                .filter(file -> file.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> file.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }

    private static final class MigrationFile extends LoadableResource {
        private final Resource file;

        MigrationFile(Resource file) {
            this.file = file;
        }

        @Override
        public Reader read() {
            try {
                return new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return getFilename();
        }

        @Override
        public @Nullable String getAbsolutePathOnDisk() {
            return null;
        }

        @Override
        public String getFilename() {
            return String.valueOf(file.getFilename());
        }

        @Override
        public String getRelativePath() {
            return getFilename();
        }
    }
}
