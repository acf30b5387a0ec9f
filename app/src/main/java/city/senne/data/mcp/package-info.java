/// The Model Context Protocol: assistants find datasets, read what they mean and ask for their rows, with the rights of
/// whoever they ask for and no others.
@ApplicationModule(
        displayName = "MCP",
        allowedDependencies = {
            "platform.store",
            "platform.web",
            "platform.i18n",
            "platform.portal",
            "trust.identity",
            "trust.access",
            "trust.journal",
            "data.catalog",
            "data.explore :: export",
            "data.query",
            "data.usage"
        })
@NullMarked
package city.senne.data.mcp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
