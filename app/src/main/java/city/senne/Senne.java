package city.senne;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program. `./senne --help` lists what it can do.
@SpringBootApplication
public class Senne {
    public static void main(String[] args) {
        SpringApplication.run(Senne.class, args);
    }
}
