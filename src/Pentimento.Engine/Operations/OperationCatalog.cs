namespace Pentimento.Engine.Operations;

/// <summary>The single list of operations: the planner's vocabulary, the documentation and the error hints come from it.</summary>
public static class OperationCatalog
{
    /// <summary>Every operation, in the order of the documentation.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        // Geometry
        new Crop(),
        new Rotate(),
        new Flip(),
        new Straighten(),
        new Perspective(),
        new Resize(),
        new Upscale(),
        new Extend(),

        // Repair
        new Remove(),
        new RemoveBackground(),
        new ReplaceBackground(),
        new BlurBackground(),
        new Recolor(),
        new ColorIsolate(),
        new Retouch(),
        new Restore(),
        new Move(),
        new ScaleObject(),
        new EditText(),

        // Tone
        new AutoEnhance(),
        new Brightness(),
        new Contrast(),
        new Highlights(),
        new Shadows(),
        new Dehaze(),
        new Clarity(),
        new Hdr(),

        // Colour
        new Saturation(),
        new Temperature(),
        new Tint(),
        new WhiteBalance(),
        new MatchColors(),
        new HueShift(),
        new Grayscale(),
        new Sepia(),
        new Invert(),
        new Posterize(),

        // Detail
        new Blur(),
        new Sharpen(),
        new Denoise(),
        new Pixelate(),

        // Look
        new Vintage(),
        new Vignette(),
        new Grain(),
        new Glow(),
        new Sketch(),
        new Painting(),
        new Cartoon(),

        // Finish
        new Pad(),
        new Border(),
        new DropShadow(),
        new AddText(),
        new Watermark(),
        new Overlay(),
        new Collage(),
    ];

    private static readonly Dictionary<string, Operation> ByName = All.ToDictionary(o => o.Name, StringComparer.Ordinal);

    /// <summary>The operation of a public name; null when there is none.</summary>
    public static Operation? Find(string name) => ByName.GetValueOrDefault(name);
}
