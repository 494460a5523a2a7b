using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pentimento.Engine.Execution;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>How the built-in engine works. Section <c>BuiltIn</c>.</summary>
internal sealed class BuiltInOptions
{
    /// <summary>How a requested size of another aspect than the picture's is met: <c>Cover</c> crops, <c>Contain</c> adds room. Default <c>Cover</c>.</summary>
    [EnumDataType(typeof(SizeFit))]
    public SizeFit SizeFit { get; set; } = SizeFit.Cover;

    /// <summary>What alpha is laid on in JPEG and with an opaque background, and the room of <c>Contain</c>: <c>#rrggbb</c>. Default white.</summary>
    [RegularExpression("^#[0-9a-fA-F]{6}$")]
    public string Background { get; set; } = "#ffffff";

    /// <summary>zlib level of PNG files. Default 6; lower is faster and larger.</summary>
    [Range(0, 9)]
    public int PngCompression { get; set; } = 6;

    /// <summary>Converts pictures with a colour profile of their own to sRGB, instead of keeping their numbers and profile. Default off.</summary>
    public bool ConvertToSrgb { get; set; }

    /// <summary>
    /// Without a mask, lets only the fully transparent pixels of the first image change, as dall-e-2 did. Default off: a cut-out picture
    /// would change where nobody sees it.
    /// </summary>
    public bool TransparentPixelsAreMask { get; set; }

    /// <summary>Threads that one edit may use inside libvips; 0 takes one a processor. Default 0.</summary>
    [Range(0, 1024)]
    public int ThreadsPerEdit { get; set; }
}

[OptionsValidator]
internal sealed partial class BuiltInOptionsValidator : IValidateOptions<BuiltInOptions>;
