using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;
using Pentimento.Engine.Tests.Execution;

namespace Pentimento.Engine.Tests.Fill;

[Collection(nameof(MemoryTests))]
public class FillMemoryTests
{
    private const int Side = 8000;

    [Theory]
    [InlineData(0, 200)]
    [InlineData(15, 3)]
    public void In_sixty_four_megapixels_a_fill_takes_memory_for_its_surroundings_only(int slope, int width)
    {
        using var picture = Image.Create(Side, Side, 3, clear: true);
        var weights = new byte[Side * Side];
        for (var i = 0; i < 200; i++)
        {
            weights.AsSpan(((4000 + i) * Side) + 4000 + (slope * i), width).Fill(255);
        }

        var hole = Mask.FromWeights(weights, Side, Side);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var most = 0L;

        using var filled = Inpainting.Fill(
            picture, hole, new() { Threads = 1 }, null, TestContext.Current.CancellationToken, (_, _) => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before));

        // A thin hole is filled without stages to look in at: what was allocated at all is more than it ever held.
        most = most > 0 ? most : GC.GetAllocatedBytesForCurrentThread() - allocated;

        // The window: the hole and 256 pixels around it.
        var window = ((slope * 200) + width + (2 * 256L)) * (200 + (2 * 256));
        Assert.InRange(most, 1, 40 * window);
    }
}
