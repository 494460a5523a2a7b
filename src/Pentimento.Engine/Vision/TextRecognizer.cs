using System.Numerics.Tensors;
using System.Text;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Vision;

/// <summary>
/// Reads one word or line with PP-OCRv4's small recognizer, which gives for each slice of 8 pixels the character it shows, or none
/// (Graves et al. 2006, "Connectionist Temporal Classification").
/// </summary>
/// <param name="network">From 1 x 3 x 48 x width to 1 x width / 8 x characters.</param>
/// <param name="folder">Where the list of characters lies.</param>
internal sealed class TextRecognizer(NeuralNetwork network, ModelFolder folder)
{
    private const int LineHeight = 48;
    private const int LongestLine = 3200;

    private static readonly PictureFormat Format = new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f], BlueFirst: true);

    // A list that cannot be read today may be there tomorrow.
    private readonly Lazy<string[]> _characters = new(() => ReadCharacters(folder), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Reads the text in its quad; one that stands on its side is read in both directions.</summary>
    /// <exception cref="ImageEditException">The model is missing or damaged, or it failed.</exception>
    public DetectedText Read(Image picture, DetectedText text, CancellationToken cancellation)
    {
        var forward = ReadLine(picture, text, text.Quad, cancellation);
        var (start, end) = (text.Quad[0], text.Quad[1]);
        if (Math.Abs(end.Y - start.Y) <= Math.Abs(end.X - start.X))
        {
            return forward;
        }

        var backward = ReadLine(picture, text, [text.Quad[2], text.Quad[3], text.Quad[0], text.Quad[1]], cancellation);
        return backward.Legibility > forward.Legibility ? backward : forward;
    }

    private DetectedText ReadLine(Image picture, DetectedText text, IReadOnlyList<PicturePoint> quad, CancellationToken cancellation)
    {
        using var line = QuadCut.Straighten(picture, quad);
        var width = Math.Clamp((int)Math.Round((double)LineHeight * line.Width / line.Height), LineHeight, LongestLine);
        using var input = PictureTensor.From(line, (width, LineHeight), (width, LineHeight), Format);
        using var outputs = network.Run([("x", input)], ["softmax_11.tmp_0"], cancellation);
        return Decode(text with { Quad = quad }, outputs[0].Values, outputs[0].Shape[1], outputs[0].Shape[2]);
    }

    private DetectedText Decode(DetectedText text, ReadOnlySpan<float> probabilities, int slices, int classes)
    {
        var words = new StringBuilder();
        var places = new List<float>();
        var sum = 0f;
        var last = 0;
        for (var slice = 0; slice < slices; slice++)
        {
            var row = probabilities.Slice(slice * classes, classes);
            var best = TensorPrimitives.IndexOfMax(row);
            if (best != 0 && best != last)
            {
                words.Append(_characters.Value[best]);
                places.Add((slice + 0.5f) / slices);
                sum += row[best];
            }

            last = best;
        }

        return text with { Text = words.ToString(), Characters = places, Legibility = places.Count > 0 ? sum / places.Count : 0 };
    }

    /// <summary>Class 0 is "none"; after the list's characters comes the space.</summary>
    private static string[] ReadCharacters(ModelFolder folder)
    {
        using var bytes = folder.Read(ModelFile.Named("text-characters.txt"));
        return ["", .. Encoding.UTF8.GetString(bytes.GetSpan()).TrimEnd('\n').Split('\n'), " "];
    }
}
