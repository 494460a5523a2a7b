using System.Diagnostics;
using System.Text.Json;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench;

/// <summary>The edit of bench/http without HTTP: the same plan, decode and encode on as many threads.</summary>
internal static class EngineLoop
{
    private const int WarmUp = 40;

    public static int Run(string photo, int threads, double seconds)
    {
        var file = File.ReadAllBytes(photo);
        var planner = new PromptPlanner();
        for (var i = 0; i < WarmUp; i++)
        {
            Edit(file, planner);
        }

        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var begun = Stopwatch.GetTimestamp();
                Edit(file, planner);
                lock (times)
                {
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            }
        })).ToArray();
        Array.ForEach(workers, w => w.Start());
        Array.ForEach(workers, w => w.Join());
        times.Sort();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            rate = times.Count / clock.Elapsed.TotalSeconds,
            p50 = times[times.Count / 2],
            p99 = times[Math.Min(times.Count - 1, times.Count * 99 / 100)],
            peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,
        }));
        return 0;
    }

    private static void Edit(byte[] file, PromptPlanner planner)
    {
        var plan = planner.Plan("make it black and white");
        using var image = new ImageDecoder(new()).Decode(file);
        using var outcome = new EditExecutor(new()).Execute(new() { Plan = plan, Images = [image] }, null, default);
        using var encoded = new ImageEncoder().Encode(outcome.Image, new() { Format = ImageFormat.Jpeg, Quality = 80 });
    }
}
