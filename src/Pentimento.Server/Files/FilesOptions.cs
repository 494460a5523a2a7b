using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Files;

/// <summary>What is kept of uploaded files. Section <c>Files</c>. A single file is limited by <c>Editing:MaxFileBytes</c>.</summary>
public sealed class FilesOptions
{
    /// <summary>Hours that a file is kept unless its upload asks for less, 1 to 8760. Default 720, 30 days.</summary>
    [Range(1, 8760)]
    public int LifetimeHours { get; set; } = 720;

    /// <summary>Files of one key. Default 1000.</summary>
    [Range(1, 100_000)]
    public int MaxFilesPerKey { get; set; } = 1000;

    /// <summary>Megabytes of all files of one key. Default 1000.</summary>
    [Range(1, 10_000_000)]
    public int MaxMegabytesPerKey { get; set; } = 1000;

    /// <summary>How often files past their time are removed, in minutes. Default 15; they cannot be used from their end on in any case.</summary>
    [Range(1, 1440)]
    public int SweepMinutes { get; set; } = 15;
}

[OptionsValidator]
internal sealed partial class FilesOptionsValidator : IValidateOptions<FilesOptions>;
