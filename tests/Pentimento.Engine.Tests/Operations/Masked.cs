using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Operations;

/// <summary>Edits of what a mask marks, the whole way through the executor.</summary>
internal static class Masked
{
    public static Image Run(EditStep step, Image image, Mask? mask, Image? second = null)
    {
        var job = new EditJob { Plan = new([step], []), Images = second is null ? [image] : [image, second], Mask = mask };
        var outcome = new EditExecutor(new()).Execute(job, null, TestContext.Current.CancellationToken);
        Assert.Equal(0, outcome.ChangedOutside ?? 0);
        return outcome.Image;
    }

    public static Mask Rectangle(Image image, int left, int top, int width, int height) => Mask.FromWeights(
        [.. Enumerable.Range(0, image.Width * image.Height).Select(i =>
            i % image.Width >= left && i % image.Width < left + width && i / image.Width >= top && i / image.Width < top + height ? byte.MaxValue : byte.MinValue)],
        image.Width,
        image.Height);

    /// <summary>Pixels that differ although the mask keeps them.</summary>
    public static int ChangedOutside(Image before, Image after, Mask mask) => Enumerable.Range(0, mask.Values.Length).Count(i =>
        mask.Values[i] == 0 && Pictures.At(before, i % before.Width, i / before.Width) != Pictures.At(after, i % before.Width, i / before.Width));
}
