package city.senne.data.attachments;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much may be attached.
///
/// @param maxFileSize the largest file that is taken
/// @param maxFiles how many files one dataset may have
/// @param maxTotalSize how large they may be together
@ConfigurationProperties("senne.attachments")
public record AttachmentSettings(
        @DefaultValue("100MB") DataSize maxFileSize,
        @DefaultValue("50") int maxFiles,
        @DefaultValue("1GB") DataSize maxTotalSize) {}
