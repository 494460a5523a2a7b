using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Execution;

/// <summary>libvips counts for the whole process, so nothing else may run beside these.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class AloneWithMemory;

[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    [Fact]
    public void A_thousand_edits_leave_no_memory_behind()
    {
        var file = Pictures.File("half-transparent.webp");
        var decoder = new ImageDecoder(new());
        var executor = new EditExecutor(new());
        EditStep[] steps = [new("crop", Value: "1:1"), new("rotate", Value: "30"), new("resize", Value: "30w"), new("blur"), new("sharpen"), new("sepia"), new("border")];

        // What the tests before left to the collector is not to be counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = VipsRuntime.TrackedMemory;

        for (var i = 0; i < 1000; i++)
        {
            using var image = decoder.Decode(file);
            using var outcome = executor.Execute(new() { Plan = new EditPlan(steps, []), Images = [image] }, null, TestContext.Current.CancellationToken);
            using var encoded = new ImageEncoder().Encode(outcome.Image, new() { Format = (ImageFormat)(i % 3), Quality = 80 });
        }

        Assert.Equal(before, VipsRuntime.TrackedMemory);
    }
}
