using Pentimento.Engine;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>Shows what a prompt's words mean in a picture, without editing it: for the command <c>select</c>.</summary>
internal sealed class PictureSelection(Func<string, EditPlan> plan, ImageDecoder decoder, RegionSelector regions)
{
    private const byte Shade = 70;
    private const int More = 128;

    // What is brightened is what the words name: the planner reads them as in any prompt.
    private const string Verb = "brighten ";

    /// <summary>Finds a region.</summary>
    /// <param name="target">In words ("the dog on the left") or as in a plan (<c>object:dog;left</c>).</param>
    /// <returns>The mask as a PNG in the interface's own convention (alpha 0 may change), the picture with the rest darkened, and what was taken.</returns>
    /// <exception cref="EditException">Nothing is found, several things are, or the words name nothing.</exception>
    public SelectedPicture Select(InputFile file, string target, CancellationToken cancellation)
    {
        try
        {
            var phrase = RegionPhrase.Parse(Target(target));
            if (RegionSelector.Refusal(phrase, byName: true) is { } refusal)
            {
                throw new EditException(EditFailure.UnsupportedInstruction, refusal, "target");
            }

            using var image = decoder.Decode(file.Bytes, "image");
            using var session = regions.Begin(image);
            var selected = session.Select(image, phrase, cancellation);
            using var mask = MaskPicture(selected.Mask);
            using var overlay = Overlay(image, selected.Mask);
            return new(Png(mask), Png(overlay), selected.Words.Length == 0 ? target : selected.Words, Share(selected.Mask));
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error);
        }
    }

    private string Target(string words)
    {
        var kind = words.Split(';')[0].Trim();
        if (kind.StartsWith("object:", StringComparison.Ordinal) || RegionPhrase.Kinds.Contains(kind))
        {
            return words;
        }

        return plan(Verb + words) is { Steps: [{ } step], Unsupported.Count: 0 } && step.Target != "image"
            ? step.Target
            : throw new EditException(EditFailure.InvalidValue, $"\"{words}\" names no part of an image: say \"the dog on the left\", \"the sky\", \"everyone except the man in the middle\".", "target");
    }

    private static Image MaskPicture(Mask mask)
    {
        var picture = Image.Create(mask.Width, mask.Height, 4, clear: true);
        var pixels = picture.Pixels;
        for (var i = 0; i < mask.Values.Length; i++)
        {
            pixels[(4 * i) + 3] = mask.Values[i] >= More ? (byte)0 : byte.MaxValue;
        }

        return picture;
    }

    private static Image Overlay(Image image, Mask mask)
    {
        var picture = Image.Create(image.Width, image.Height, 3);
        for (var y = 0; y < image.Height; y++)
        {
            var from = image.Row(y);
            var to = picture.Row(y);
            var weights = mask.Row(y);
            for (var x = 0; x < weights.Length; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    int value = from[(x * image.Bands) + c];
                    var dark = (value / 4) + (c == 2 ? Shade : 0);
                    to[(3 * x) + c] = (byte)(((value * weights[x]) + (dark * (255 - weights[x]))) / 255);
                }
            }
        }

        return picture;
    }

    private static ReadOnlyMemory<byte> Png(Image image)
    {
        using var encoded = new ImageEncoder().Encode(image, new() { Format = ImageFormat.Png });
        return encoded.Bytes.ToArray();
    }

    private static double Share(Mask mask)
    {
        long sum = 0;
        foreach (var weight in mask.Values)
        {
            sum += weight;
        }

        return sum / (255.0 * mask.Values.Length);
    }
}
