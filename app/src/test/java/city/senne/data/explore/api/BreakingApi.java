package city.senne.data.explore.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Random;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A door that fails after so many bytes of its answer.
@RestController
class BreakingApi {
    private final Exchanges exchanges;

    BreakingApi(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    @GetMapping(Links.PATH + "/breaking")
    void breaking(@RequestParam int after, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        exchanges.open(request, response).send(Exchange.JSON, out -> {
            byte[] incompressible = new byte[after];
            new Random(1).nextBytes(incompressible);
            out.write(incompressible);
            throw new IllegalStateException("the engine stopped at table secret_table");
        });
    }
}
