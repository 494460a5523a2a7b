using System.Diagnostics;
using System.Globalization;
using Pentimento.Engine;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Engine.Vision;

namespace Pentimento.Bench.Selection;

/// <summary>Selects what a list of prompts names, for looking at, with the processor's seconds of a warm run.</summary>
internal static class Prompts
{
    public static int Run(string list, string photos, string? output)
    {
        using var models = new VisionModels(new());
        var regions = new RegionSelector(models, new());
        var planner = new PromptPlanner();
        foreach (var line in File.ReadLines(list).Where(l => l.Contains('\t', StringComparison.Ordinal)))
        {
            var (file, prompt) = (line.Split('\t')[0], line.Split('\t')[1]);
            using var image = Composites.Load(Path.Combine(photos, file));
            var target = planner.Plan(prompt).Steps is [var step, ..] ? step.Target : "image";
            try
            {
                SelectedRegion? selected = null;
                var cost = TimeSpan.Zero;
                for (var run = 0; run < 2; run++)
                {
                    // The first loads the models.
                    var before = Process.GetCurrentProcess().TotalProcessorTime;
                    using var session = regions.Begin(image);
                    selected = session.Select(image, RegionPhrase.Parse(target), default);
                    cost = Process.GetCurrentProcess().TotalProcessorTime - before;
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}\t{prompt}\t{target}\t{selected!.Words}\t{cost.TotalSeconds:0.00} s"));
                Overlay.Write(output, $"{Path.GetFileNameWithoutExtension(file)} {prompt}", image, selected.Mask);
            }
            catch (ImageEditException error)
            {
                Console.WriteLine($"{file}\t{prompt}\t{target}\t{error.Failure}: {error.Message}");
            }
        }

        return 0;
    }
}
