using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Responses;

/// <summary>The contract's words for our values.</summary>
internal static class WireNames
{
    public static string Of(OutputFormat format) => format switch
    {
        OutputFormat.Jpeg => "jpeg",
        OutputFormat.Webp => "webp",
        _ => "png",
    };

    public static string Of(EditQuality quality) => quality switch
    {
        EditQuality.Low => "low",
        EditQuality.Medium => "medium",
        _ => "high",
    };

    public static string Background(bool hasTransparency) => hasTransparency ? "transparent" : "opaque";
}
