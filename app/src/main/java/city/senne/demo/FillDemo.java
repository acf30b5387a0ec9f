package city.senne.demo;

import city.senne.data.ingest.PublishFile;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// Publishes the invented city's files through the same door as everybody else's.
@Component
class FillDemo {
    private static final String TREES = """
            id: arbres
            title:
              fr: Arbres de voirie
              nl: Straatbomen
              en: Street trees
            description:
              fr: Chaque arbre planté le long des rues de la ville inventée, avec son essence, sa hauteur et sa place.
              nl: Elke boom langs de straten van de verzonnen stad, met soort, hoogte en plaats.
              en: Every tree along the streets of the invented city, with its species, height and place.
            publisher: Service Espaces verts
            licence: CC0 1.0
            licence_url: https://creativecommons.org/publicdomain/zero/1.0/
            keywords: [arbres, bomen, trees]
            themes: [Environment]
            key_fields: [n_arbre]
            fields:
              Essence (FR): {annotations: [facet, disjunctive]}
              Quartier: {annotations: [facet]}
              Date de plantation: {annotations: [facet]}
              Hauteur (m): {unit: m}
            """;

    private static final String POPULATION = """
            id: population
            title:
              fr: Population par quartier
              nl: Bevolking per wijk
              en: Population by neighbourhood
            description:
              fr: Habitants des quartiers de la ville inventée par sexe et classe d'âge, de 2001 à 2025.
              nl: Inwoners van de wijken van de verzonnen stad naar geslacht en leeftijdsklasse, 2001 tot 2025.
              en: Inhabitants of the invented city's neighbourhoods by sex and age class, 2001 to 2025.
            publisher: Service Statistiques
            licence: CC0 1.0
            licence_url: https://creativecommons.org/publicdomain/zero/1.0/
            keywords: [population, bevolking]
            themes: [Population and society]
            fields:
              Année: {annotations: [facet]}
              Quartier: {annotations: [facet]}
              Sexe: {annotations: [facet]}
              Classe d'âge: {annotations: [facet]}
            """;

    private static final String BIKE_COUNTS = """
            id: comptages-velo
            title:
              fr: Comptages vélo
              nl: Fietstellingen
              en: Bicycle counts
            description:
              fr: Vélos par heure à quarante points de comptage de la ville inventée, un million de mesures.
              nl: Fietsen per uur op veertig telpunten van de verzonnen stad, een miljoen metingen.
              en: Bicycles per hour at forty counting points of the invented city, a million measurements.
            publisher: Service Mobilité
            licence: CC0 1.0
            licence_url: https://creativecommons.org/publicdomain/zero/1.0/
            keywords: [vélo, fiets, bicycle]
            themes: [Transport]
            fields:
              compteur: {annotations: [facet]}
              vitesse_moyenne: {unit: km/h}
            """;

    private final PublishFile publishFile;
    private final SenneHome home;

    FillDemo(PublishFile publishFile, SenneHome home) {
        this.publishFile = publishFile;
        this.home = home;
    }

    /// Returns when everything is published.
    ///
    /// @param tell is told of each step
    void fill(Consumer<String> tell) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.work().resolve("demo"));
        publish(tell, "Street trees", DemoCity.trees(folder), TREES);
        publish(tell, "Population by neighbourhood", DemoCity.population(folder), POPULATION);
        publish(tell, "A million bicycle counts", DemoCity.bikeCounts(folder), BIKE_COUNTS);
        FileSystemUtils.deleteRecursively(folder);
    }

    private void publish(Consumer<String> tell, String what, Path file, String description)
            throws IOException, InterruptedException {
        tell.accept("Publishing the demo city: " + what);
        publishFile.publish(new Viewer.Operator(), file, description);
    }
}
