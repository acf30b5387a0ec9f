package city.senne.demo;

import java.util.List;

/// A neighbourhood of the invented city in its two languages; its place in the list is its number in
/// [CityPlan].
record NeighbourhoodName(String french, String dutch) {
    static final List<NeighbourhoodName> ALL = List.of(
            new NeighbourhoodName("Les Iris", "De Irissen"),
            new NeighbourhoodName("Port du Nord", "Noorderhaven"),
            new NeighbourhoodName("La Senne cachée", "De Verborgen Zenne"),
            new NeighbourhoodName("Mont des Tilleuls", "Lindenberg"),
            new NeighbourhoodName("Les Deux Ponts", "De Twee Bruggen"),
            new NeighbourhoodName("Vieux Marché", "Oude Markt"),
            new NeighbourhoodName("Prairie haute", "Hoge Weide"),
            new NeighbourhoodName("Petit Canal", "Klein Kanaal"),
            new NeighbourhoodName("Les Brasseurs", "De Brouwers"),
            new NeighbourhoodName("Belle Vue", "Schoonzicht"),
            new NeighbourhoodName("Les Ateliers", "De Werkplaatsen"),
            new NeighbourhoodName("Val des Saules", "Wilgendal"));

    /// The code that the city gives it: a number with a leading zero, as such codes are.
    static String code(int number) {
        return "%04d".formatted(101 + number);
    }
}
