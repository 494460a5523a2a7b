using System.Diagnostics;
using System.Text.Json;
using Pentimento.Engine;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench;

/// <summary>Seconds of each operation on one decoded photograph: the median of a few runs after a warm-up, one JSON object a line.</summary>
internal static class OperationSpeed
{
    private const int Runs = 3;

    // What an operation that needs a value is given.
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["crop"] = "1:1",
        ["rotate"] = "90",
        ["flip"] = "horizontal",
        ["resize"] = "50%",
        ["upscale"] = "1.5x",
        ["tint"] = "#4060c0",
        ["pad"] = "100px #ffffff",
        ["border"] = "100px #ffffff",
        ["add_text"] = "\"Hello\" bottom",
        ["watermark"] = "draft",
    };

    public static int Run(string photo, int threads)
    {
        VipsRuntime.SetConcurrency(threads);
        using var image = new ImageDecoder(new()).Decode(File.ReadAllBytes(photo));
        using var other = new EditExecutor(new()).Execute(
            new() { Plan = new([new EditStep("resize", Value: "25%")], []), Images = [image] }, null, default).Image;
        foreach (var operation in OperationCatalog.All.Where(o => o.Missing is null))
        {
            var step = new EditStep(operation.Name, Value: Values.GetValueOrDefault(operation.Name));
            var times = new List<double>();
            try
            {
                for (var i = 0; i <= Runs; i++)
                {
                    var begun = Stopwatch.GetTimestamp();
                    using var outcome = new EditExecutor(new()).Execute(new() { Plan = new([step], []), Images = [image, other] }, null, default);
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
                }
            }
            catch (ImageEditException error)
            {
                Console.WriteLine(JsonSerializer.Serialize(new { name = operation.Name, refused = error.Message }));
                continue;
            }

            times.RemoveAt(0);
            times.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new { name = operation.Name, seconds = times[Runs / 2], megapixels = image.Width * (double)image.Height / 1e6 }));
        }

        Console.WriteLine(JsonSerializer.Serialize(new { name = "peak", megabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0 }));
        return 0;
    }
}
