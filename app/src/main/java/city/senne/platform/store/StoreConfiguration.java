package city.senne.platform.store;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the home and its database: the one that is named, or one of our own.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StoreSettings.class, PublicAddress.class, DatabaseSettings.class})
class StoreConfiguration {
    @Bean
    SenneHome senneHome(StoreSettings settings) {
        SenneHome home = new SenneHome(settings.home());
        home.make();
        return home;
    }

    /// The one clock of the program; acts take it, so that a test may set it.
    ///
    /// @param zone where the city is: days begin and end there
    @Bean
    Clock clock(@Value("${senne.time-zone:Europe/Brussels}") ZoneId zone) {
        return Clock.system(zone);
    }

    @Bean
    OperatorToken operatorToken() {
        return OperatorToken.random();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "senne.database.url", matchIfMissing = true, havingValue = "never")
    static class OwnDatabase {
        @Bean
        PostgresServer postgresServer(SenneHome home) throws IOException, InterruptedException {
            PostgresServer server = PostgresServer.start(home.database(), PostgresBinaries.usualCache());
            home.clearWork(); // it is ours alone from here on
            return server;
        }

        @Bean
        JdbcConnectionDetails connectionDetails(PostgresServer server) {
            return new Connection(server.address());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("senne.database.url")
    static class NamedDatabase {
        @Bean
        HomeLock homeLock(SenneHome home) throws IOException {
            HomeLock lock = HomeLock.take(home.root(), home.root());
            home.clearWork();
            return lock;
        }

        /// The home is locked first: what another program reads at this moment must not be taken for left behind.
        @Bean
        JdbcConnectionDetails connectionDetails(DatabaseSettings settings, HomeLock lock) {
            String url = settings.url() == null ? "" : settings.url();
            DatabaseAddress address = DatabaseAddress.parse(url, settings.user(), settings.password());
            new NamedPostgres(address).requireUsable();
            return new Connection(address);
        }
    }

    private record Connection(DatabaseAddress address) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return address.url();
        }

        @Override
        public String getUsername() {
            return address.user();
        }

        @Override
        public String getPassword() {
            return address.password();
        }
    }
}
