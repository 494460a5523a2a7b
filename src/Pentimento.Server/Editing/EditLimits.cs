using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Editing;

/// <summary>How large an edit may be: what the contract promises, and what the machine carries. Section <c>Editing</c>.</summary>
public sealed class EditLimits
{
    /// <summary>Bytes of one file. Default 50 MB (50 000 000), the contract's.</summary>
    [Range(1, 2_000_000_000)]
    public int MaxFileBytes { get; set; } = 50_000_000;

    /// <summary>Images of one request. Default 16, the contract's.</summary>
    [Range(1, 64)]
    public int MaxImages { get; set; } = 16;

    /// <summary>Pixels of the longer side, of an image and of a result. Default 16 384.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; set; } = 16_384;

    /// <summary>Pixels of one image or result, in millions. Default 64.</summary>
    [Range(1, 500)]
    public int MaxMegapixels { get; set; } = 64;

    /// <summary>Pixels of all images of one request together, in millions. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxTotalMegapixels { get; set; } = 256;
}

[OptionsValidator]
internal sealed partial class EditLimitsValidator : IValidateOptions<EditLimits>;
