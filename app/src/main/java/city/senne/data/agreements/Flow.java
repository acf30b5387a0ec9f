package city.senne.data.agreements;

import java.time.LocalDate;

/// Data that go from one organisation to another, as a signed agreement says it.
///
/// @param giver what it is called
/// @param receiver what it is called; a person is named to the two sides alone
/// @param dataset its title
/// @param standing `in_force`, `over` or `terminated`
/// @param readable whether the viewer may open the agreement
public record Flow(
        long number,
        String giver,
        String receiver,
        String datasetId,
        String dataset,
        String purpose,
        Basis basis,
        LocalDate from,
        LocalDate until,
        String standing,
        boolean readable) {

    boolean isBetween(String organisation) {
        return giver.equals(organisation) || receiver.equals(organisation);
    }
}
