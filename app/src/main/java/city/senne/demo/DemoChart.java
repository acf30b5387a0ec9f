package city.senne.demo;

import city.senne.platform.i18n.Translated;
import java.util.List;
import java.util.Map;

/// A chart that is kept with one of the invented city's datasets; the first one of each stands on its first page.
///
/// @param question as the address of the chart asks it
record DemoChart(String dataset, String question, Translated title) {
    static final List<DemoChart> ALL = List.of(
            chart(
                    "population",
                    "kind=line&group=annee&aggregate=sum&of=habitants&series=classe_d_age",
                    "Habitants par classe d’âge depuis 2001",
                    "Inwoners per leeftijdsklasse sinds 2001",
                    "Inhabitants by age class since 2001"),
            chart(
                    "population",
                    "kind=bar&group=quartier&aggregate=sum&of=habitants&refine.annee=2025",
                    "Habitants par quartier en 2025",
                    "Inwoners per wijk in 2025",
                    "Inhabitants by neighbourhood in 2025"),
            chart(
                    "arbres",
                    "kind=bar&group=essence_fr&aggregate=count",
                    "Arbres de voirie par essence",
                    "Straatbomen per soort",
                    "Street trees by species"),
            chart(
                    "creches",
                    "kind=bar&group=quartier&aggregate=sum&of=places",
                    "Places de crèche par quartier",
                    "Plaatsen in de kinderopvang per wijk",
                    "Childcare places by neighbourhood"),
            chart(
                    "budget",
                    "kind=bar&group=politique&aggregate=sum&of=montant_prevu&refine.exercice=2026",
                    "Budget 2026 par politique",
                    "Begroting 2026 per beleid",
                    "Budget 2026 by policy"),
            chart(
                    "subsides",
                    "kind=bar&group=but&aggregate=sum&of=montant",
                    "Subsides par but, 2021–2025",
                    "Subsidies per doel, 2021–2025",
                    "Subsidies by aim, 2021–2025"),
            chart(
                    "qualite-air",
                    "kind=line&group=heure&per=month&aggregate=avg&of=no2_ug_m3&series=station",
                    "Dioxyde d’azote, moyenne par mois et station",
                    "Stikstofdioxide, gemiddelde per maand en station",
                    "Nitrogen dioxide, mean by month and station"),
            chart(
                    "comptages-velo",
                    "kind=line&group=heure&per=month&aggregate=sum&of=velos",
                    "Passages de vélos par mois",
                    "Passerende fietsen per maand",
                    "Bicycles counted by month"));

    private static DemoChart chart(String dataset, String question, String french, String dutch, String english) {
        return new DemoChart(dataset, question, new Translated(Map.of("fr", french, "nl", dutch, "en", english)));
    }
}
