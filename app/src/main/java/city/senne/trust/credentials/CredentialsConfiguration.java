package city.senne.trust.credentials;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// How passwords are kept.
@Configuration(proxyBeanMethods = false)
class CredentialsConfiguration {

    /// Argon2id with the parameters that OWASP asks for: 19 MiB, two rounds, one lane.
    @Bean
    PasswordEncoder passwords() {
        return new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    }
}
