package city.senne.data.ingest;

/// A delivery waits for somebody's decision.
record DeliveryHeld(Delivery delivery, Hold hold) {}
