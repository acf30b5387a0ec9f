package city.senne.data.agreements;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How requests for closed data are dealt with.
///
/// @param answerDays how many days a steward has to decide on a request
/// @param opinionNeeded whether an organisation signs only after its data protection officer gave an opinion, where
///     people are concerned
@ConfigurationProperties("senne.agreements")
record AgreementSettings(
        @DefaultValue("30") int answerDays,
        @DefaultValue("true") boolean opinionNeeded) {}
