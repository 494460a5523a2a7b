using Pentimento.Engine.Fill;
using Pentimento.Engine.Images;

namespace Pentimento.Engine.Tests.Fill;

public class FillDeterminismTests
{
    [Fact]
    public void One_thread_and_many_give_the_same_bytes()
    {
        using var picture = Pictures.Coffee();
        var hole = Holes.Where(picture.Width, picture.Height, (x, y) => (x is > 300 and < 400 && y is > 200 and < 290) || Math.Abs(x - (2 * y)) < 3);

        using var one = Holes.Fill(picture, hole, new FillOptions { Threads = 1 });
        using var two = Holes.Fill(picture, hole, new FillOptions { Threads = 2 });
        using var five = Holes.Fill(picture, hole, new FillOptions { Threads = 5 });

        Assert.True(one.Pixels.SequenceEqual(two.Pixels));
        Assert.True(one.Pixels.SequenceEqual(five.Pixels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Wide_narrow_and_plain_instructions_measure_the_same_distance(int radius)
    {
        const int Width = 40;
        var random = new Random(3);
        var pixels = new uint[(Width * 20) + PatchDistance.Slack];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()));
        for (var i = 0; i < 200; i++)
        {
            ref var a = ref pixels[(random.Next(10) * Width) + random.Next(30)];
            ref var b = ref pixels[(random.Next(10) * Width) + random.Next(30)];
            var plain = PatchDistance.Scalar(ref a, ref b, Width, radius, int.MaxValue);

            Assert.Equal(plain, PatchDistance.Narrow(ref a, ref b, Width, radius, int.MaxValue));
            if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            {
                Assert.Equal(plain, PatchDistance.Wide(ref a, ref b, Width, radius, int.MaxValue));
            }
        }
    }

    [Fact]
    public void A_cancelled_fill_stops_at_its_next_stage_and_leaves_the_picture_alone()
    {
        using var picture = Pictures.Coffee();
        using var before = picture.Clone();
        using var stop = new CancellationTokenSource();
        var stages = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Inpainting.Fill(
            picture, Holes.Box(picture, 200, 100, 400, 300), new(), null, stop.Token, (_, _) =>
            {
                stages++;
                stop.Cancel();
            }));

        Assert.Equal(1, stages);
        Assert.True(before.Pixels.SequenceEqual(picture.Pixels));
    }

    [Fact]
    public async Task A_fill_cancelled_from_outside_ends_before_its_last_stage()
    {
        using var picture = Pictures.Varied(2400, 1800);
        var hole = Holes.Box(picture, 300, 200, 2000, 1500);
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var furthest = 0.0;

        var fill = Task.Factory.StartNew(
            () => Inpainting.Fill(picture, hole, new(), null, stop.Token, (part, _) =>
            {
                furthest = part;
                begun.TrySetResult();
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await begun.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fill);
        Assert.InRange(furthest, 0.01, 0.99);
    }

    [Fact]
    public void Every_finished_level_is_a_picture_that_comes_nearer_and_keeps_the_outside()
    {
        using var picture = Pictures.Coffee();
        var hole = Holes.Box(picture, 420, 180, 540, 300);
        var states = new List<Image>();
        var fractions = new List<double>();

        using var filled = Inpainting.Fill(picture, hole, new(), null, TestContext.Current.CancellationToken, (part, make) =>
        {
            fractions.Add(part);
            states.Add(make());
        });

        Assert.True(states.Count >= 4);
        Assert.Equal(fractions.Order(), fractions);
        Assert.All(states, s => Assert.Equal(0, Holes.Changed(picture, s, i => hole.Values[i] == 0)));
        Assert.True(Holes.Mean(states[^2], filled, hole) < Holes.Mean(states[0], filled, hole));
        Assert.Equal(0, Holes.Mean(states[^1], filled, hole));
        states.ForEach(s => s.Dispose());
    }
}
