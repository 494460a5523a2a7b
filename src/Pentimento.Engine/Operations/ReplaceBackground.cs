using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>Puts a colour, a gradient or the second image behind the subject, whose edge keeps nothing of what stood there before.</summary>
internal sealed class ReplaceBackground : BackgroundOperation
{
    public override string Name => "replace_background";

    public override bool UsesOtherImages => true;

    public override string Summary =>
        "Puts a colour, a gradient or the second image (cut to cover) behind the subject; the edge is cleaned of the old background's colour. A mask marks the background.";

    public override string ValueHelp =>
        "a colour (#ffffff), plain (a light studio grey), a gradient from one colour to another and where to (gradient #88bbff #ffffff bottom), or image 2";

    public override IReadOnlyList<string> Examples =>
        ["make the background white", "put a plain background behind her", "use the second image as the background"];

    public override string? CheckValue(string? value) => BackdropValue.Read(value) is null ? $"needs {ValueHelp}" : null;

    public override string Describe(OperationArguments arguments) => $"{Name} {arguments.Value ?? "plain"}";

    protected override Image Compose(BackgroundScene scene, OperationArguments arguments, OperationContext context)
    {
        var value = BackdropValue.Read(arguments.Value) ?? throw new ArgumentException($"replace_background {CheckValue(arguments.Value)}", nameof(arguments));
        using var backdrop = value.Draw(scene.Source.Width, scene.Source.Height, scene.Source.Profile, context.Images);
        return scene.Over(backdrop);
    }
}
