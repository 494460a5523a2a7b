using System.Numerics;
using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Mild retouching of a face, inside its region only: smoother skin that keeps its pores, whiter teeth, pupils without red, spots
/// filled, wrinkles and dark circles softened, single hairs beside the head filled. Everything is measured by the region's own
/// size and colour.
/// </summary>
internal sealed class Retouch : Operation
{
    // What is called skin, and what a plain "retouch the face" asks for.
    private const string Usual = "skin";

    private static readonly string[] Kinds = ["skin", "teeth", "red_eye", "blemish", "wrinkles", "flyaway", "under_eyes"];

    public override string Name => "retouch";

    public override OperationGroup Group => OperationGroup.Repair;

    public override string Summary =>
        "Mild retouching inside the region: skin (frequency separation that keeps pores), teeth, red_eye, blemish (spots filled), wrinkles, under_eyes, flyaway (single hairs filled). A mask marks where.";

    public override AmountRange Amount => new(0, 100, 50);

    public override string ValueHelp => "skin, teeth, red_eye, blemish, wrinkles, flyaway or under_eyes (skin when nothing is said)";

    public override IReadOnlyList<string> Examples => ["smooth the skin", "whiten the teeth", "remove the red eyes", "remove the pimples"];

    public override string? CheckValue(string? value) => value is null || Kinds.Contains(value) ? null : $"takes {ValueHelp}";

    public override string Describe(OperationArguments arguments) => $"{Words.Amount(Name, this, arguments)} {arguments.Value ?? Usual}";

    public override Image Apply(Image source, OperationArguments arguments, OperationContext context) =>
        Edit(source, arguments, context).Picture;

    public override EditedPicture Edit(Image source, OperationArguments arguments, OperationContext context)
    {
        var kind = arguments.Value ?? Usual;
        var region = context.Region ?? context.Select(kind switch
        {
            "teeth" => "teeth",
            "red_eye" or "under_eyes" => "eyes",
            "flyaway" => "hair",
            _ => "skin",
        });
        if (kind == "under_eyes" && region != context.Mask)
        {
            region = Below(region);
        }

        var strength = (float)(arguments.Amount / 100);
        return strength <= 0 || RegionColour.Measure(source, region) is not { } own || SkinPatch.Of(source, region) is not { } patch
            ? new(source.Clone(), region)
            : Run(source, kind, strength, region, own, patch, context);
    }

    private static EditedPicture Run(
        Image source, string kind, float strength, Mask region, RegionColour own, SkinPatch patch, OperationContext context)
    {
        using (patch)
        {
            var cancellation = context.Cancellation;
            switch (kind)
            {
                case "teeth":
                    ToothWhitening.Run(patch, strength, cancellation);
                    break;
                case "red_eye":
                    RedEyes.Run(patch, Math.Min(1, 2 * strength), cancellation);
                    break;
                case "under_eyes":
                    UnderEyes.Run(patch, Around(source, region, own), strength, cancellation);
                    break;
                case "flyaway":
                    return Fill(source, ThinMarks.Find(source, region, strength, cancellation), region, context);
                default:
                    patch.KeepSkin(own, cancellation);
                    if (kind == "blemish")
                    {
                        return Fill(source, Blemishes.Find(patch, source, strength, cancellation), region, context);
                    }

                    if (kind == "wrinkles")
                    {
                        WrinkleSoftening.Run(patch, Math.Min(1, 1.2f * strength), cancellation);
                    }
                    else
                    {
                        SkinSmoothing.Run(patch, 1 - ((1 - strength) * (1 - strength)), cancellation);
                    }

                    break;
            }

            return new(patch.Store(source), region);
        }
    }

    private static EditedPicture Fill(Image source, Mask marks, Mask region, OperationContext context)
    {
        var hole = marks.Intersect(region.Hull());
        return new(Inpainting.Fill(source, hole, new() { Seed = context.Seed }, null, context.Cancellation), hole);
    }

    /// <summary>The places below eyes: as wide as each, and not quite as high as it is wide.</summary>
    private static Mask Below(Mask eyes)
    {
        var weights = new byte[eyes.Width * eyes.Height];
        foreach (var eye in HoleComponents.Find(eyes, default))
        {
            var (centreX, half) = ((eye.Box.Left + eye.Box.Right) / 2.0, eye.Box.Width / 2.0);
            var (top, height) = (eye.Box.Top + (0.75 * eye.Box.Height), 0.75 * eye.Box.Width);
            for (var y = (int)Math.Max(0, top); y < Math.Min(eyes.Height, top + height); y++)
            {
                for (var x = (int)Math.Max(0, centreX - half); x < Math.Min(eyes.Width, centreX + half); x++)
                {
                    var (dx, dy) = ((x - centreX) / half, ((y - top) / height * 2) - 1);
                    var inside = Math.Clamp((1 - (dx * dx) - (dy * dy)) * 2, 0, 1);
                    weights[(y * eyes.Width) + x] = Math.Max(weights[(y * eyes.Width) + x], (byte)(255 * inside));
                }
            }
        }

        return Mask.FromWeights(weights, eyes.Width, eyes.Height).Intersect(eyes.Hull().Complement());
    }

    /// <summary>The colour of the skin around a region: the brighter half of a ring around it.</summary>
    private static Vector3 Around(Image source, Mask region, RegionColour own)
    {
        var box = region.Bounds()!.Value;
        var ring = region.Grow(Math.Max(2, Math.Max(box.Width, box.Height) / 6)).Except(region.Hull());
        var colour = RegionColour.Measure(source, ring) ?? own;
        var light = (colour.Middle + colour.High) / 2;
        return new(light, colour.Chroma * MathF.Cos(colour.Hue), colour.Chroma * MathF.Sin(colour.Hue));
    }
}
