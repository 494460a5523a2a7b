using System.Globalization;
using Pentimento.Engine;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Engine.Vision;

namespace Pentimento.Bench.Selection;

/// <summary>Scores selections on composites, whose alpha is known.</summary>
internal static class Composites
{
    // Pixels of the edge band on both sides of what is neither inside nor outside.
    private const int BandReach = 8;

    public static int Run(string photos, string? output)
    {
        using var models = new VisionModels(new());
        var regions = new RegionSelector(models, new());
        var assets = Path.Combine(AppContext.BaseDirectory, "assets");
        CutOut[] things =
        [
            CutOut.Of(regions, Path.Combine(assets, "astronaut.jpg"), "person"), CutOut.Of(regions, Path.Combine(assets, "motorcycle.jpg"), "motorcycle"),
            CutOut.Of(regions, Path.Combine(assets, "coffee.png"), "cup"), CutOut.Fur(500, 1),
        ];
        var (subjects, named, misses) = (new List<Score>(), new List<Score>(), 0);
        var files = Directory.GetFiles(photos).Where(f => Path.GetExtension(f) is ".jpg" or ".png").Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            using var photo = Load(files[i]);
            for (var t = 0; t < things.Length; t++)
            {
                var (height, across) = (0.55 + (0.1 * ((i + t) % 4)), 0.15 + (0.35 * ((i + (2 * t)) % 3)));
                var (composite, alpha) = things[t].Paste(photo, height, across);
                using (composite)
                {
                    using var session = regions.Begin(composite);
                    var label = $"{Path.GetFileNameWithoutExtension(files[i])} + {things[t].Name ?? "fur"}";
                    if (Try("subject", subjects) is false)
                    {
                        subjects.Add(default);
                    }

                    misses += things[t].Name is { } name && !Try(name == "person" ? name : $"object:{name}", named) ? 1 : 0;

                    bool Try(string target, List<Score> scores)
                    {
                        try
                        {
                            var mask = session.Select(composite, RegionPhrase.Parse(target), default).Mask;
                            scores.Add(Score.Of(mask, alpha, BandReach));
                            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label}\t{target}\t{scores[^1].IoU:0.000}\t{scores[^1].AlphaError:0.000}"));
                            Overlay.Write(output, $"{label} {target}.png", composite, mask);
                            return true;
                        }
                        catch (ImageEditException error)
                        {
                            Console.WriteLine($"{label}\t{target}\t-\t{error.Message}");
                            return false;
                        }
                    }
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"subject: {subjects.Count} composites, mean IoU {subjects.Average(s => s.IoU):0.000}, median {Median(subjects):0.000}, alpha error in the edge band {subjects.Where(s => s.IoU > 0.8).Average(s => s.AlphaError):0.000}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"named: {named.Count} found of {named.Count + misses}, mean IoU {named.Average(s => s.IoU):0.000}, median {Median(named):0.000}, alpha error in the edge band {named.Where(s => s.IoU > 0.8).Average(s => s.AlphaError):0.000}"));
        Array.ForEach(things, t => t.Dispose());
        return 0;
    }

    public static Image Load(string file)
    {
        using var image = new ImageDecoder(new()).Decode(File.ReadAllBytes(file));
        return Photo.Reduce(image, 1600);
    }

    private static double Median(List<Score> scores) => scores.Select(s => s.IoU).Order().ElementAt(scores.Count / 2);
}
