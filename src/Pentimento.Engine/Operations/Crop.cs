using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>Keeps a rectangle; the pixels in it stay bit for bit.</summary>
internal sealed class Crop : Operation
{
    private const string EvenBorder = "border";

    public override string Name => "crop";

    public override OperationGroup Group => OperationGroup.Geometry;

    public override string Summary => "Keeps a part: an aspect or size around what draws most attention (or at a named place), a percentage of the middle, a subject, face or person with room around it, sides trimmed off, or an even border taken away.";

    public override string ValueHelp =>
        "an aspect (16:9), a size (800x600), either with a place (1:1 left), a percentage of the middle (80%), what to keep (subject, face, person, object:dog, each with an aspect: face 1:1), sides to trim (left 10%, top 100px), or border (what of one colour lies around the picture)";

    public override bool NeedsValue => true;

    public override bool KeepsGeometry => false;

    public override IReadOnlyList<string> Examples => ["crop to a square", "crop it to 16:9", "crop 10% off the left", "crop to the face", "remove the black bars"];

    public override string? CheckValue(string? value) =>
        value is EvenBorder || CropValue.TryParse(value, out _) || CropAround.Read(value) is not null ? null : $"takes {ValueHelp}";

    public override bool FindsByMask(OperationArguments arguments) => CropAround.Read(arguments.Value) is not null;

    public override string Describe(OperationArguments arguments) =>
        arguments.Value is EvenBorder ? "crop off the border" : CropValue.TryParse(arguments.Value, out var crop) && crop.Trims is not null ? $"crop off {arguments.Value}" : $"crop to {arguments.Value}";

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context) =>
        new(Apply(source, arguments, context), null);

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context)
    {
        if (arguments.Value is EvenBorder)
        {
            return WithoutBorder(source);
        }

        if (CropAround.Read(arguments.Value) is { } around)
        {
            var thing = context.Mask ?? context.Select(around.Target);
            return around.In(thing) is { } box
                ? Part(source, box.Left, box.Top, box.Width, box.Height)
                : throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, $"There is no {around.Target} in the image to crop to.", "prompt");
        }

        if (!CropValue.TryParse(arguments.Value, out var crop))
        {
            throw new ArgumentException($"crop {CheckValue(arguments.Value)}", nameof(arguments));
        }

        if (crop.Trims is { } trims)
        {
            var left = trims.Left.Of(source.Width);
            var top = trims.Top.Of(source.Height);
            return Part(source, left, top, source.Width - left - trims.Right.Of(source.Width), source.Height - top - trims.Bottom.Of(source.Height));
        }

        var (width, height) = crop.SizeIn(source.Width, source.Height);
        if (width > source.Width || height > source.Height)
        {
            throw new ImageEditException(
                ImageEditFailure.UnsupportedInstruction,
                $"A crop to {arguments.Value} does not fit: the image is {source.Width}x{source.Height} at this point. Crop to an aspect, or resize.",
                "prompt");
        }

        return crop.Place is { } place
            ? Part(source, (int)((source.Width - width) * place.X), (int)((source.Height - height) * place.Y), width, height)
            : Resampling.CropToAttention(source, width, height);
    }

    private static Image WithoutBorder(Image source)
    {
        var (left, top, width, height) = PlainBorder.Inside(source);
        return width > 0 && height > 0 && (width < source.Width || height < source.Height)
            ? Part(source, left, top, width, height)
            : throw new ImageEditException(
                ImageEditFailure.NothingToChange,
                "The image has no border of one colour that ends in an edge. Say how much to cut off: \"crop 5% off the left\".",
                "prompt");
    }

    private static Image Part(Image source, int left, int top, int width, int height) => width < 1 || height < 1
        ? throw new ImageEditException(ImageEditFailure.UnsupportedInstruction, $"The crop leaves nothing of the image, which is {source.Width}x{source.Height}.", "prompt")
        : Resampling.Crop(source, left, top, width, height);
}
