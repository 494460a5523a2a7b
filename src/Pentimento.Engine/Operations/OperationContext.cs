using Pentimento.Engine.Images;

namespace Pentimento.Engine.Operations;

/// <summary>What a running operation may use besides the picture.</summary>
/// <param name="Images">All images of the request, the edited one first, as they were sent.</param>
/// <param name="Limits">What the result's size may be.</param>
/// <param name="Seed">For everything random: the same seed gives the same bytes.</param>
/// <param name="Cancellation">Checked between rows or stages.</param>
/// <param name="Region">What the step is about and may change, of the picture's size; null for all of it.</param>
public sealed record OperationContext(
    IReadOnlyList<Image> Images, DecodeLimits Limits, int Seed, CancellationToken Cancellation, Mask? Region = null)
{
    /// <summary>The request's mask, of the picture's size: nothing outside it may change; null when there is none.</summary>
    public Mask? Mask { get; init; }

    /// <summary>
    /// Told by operations that take long, after each stage, how much of the step is done (0 to 1) and how to make a picture of its own of
    /// that state, which is only made when somebody wants to see it; null when nobody listens.
    /// </summary>
    public Action<double, Func<Image>>? Staged { get; init; }

    /// <summary>
    /// Finds what an operation needs beside its step's own target, in the plan's target grammar (<c>subject</c>, <c>face</c>,
    /// <c>text;sale</c>): a soft mask of the current picture's size.
    /// </summary>
    /// <exception cref="ImageEditException">Nothing is found.</exception>
    public Func<string, Mask> Select { get; init; } = target => SelectByMask(target, null);

    /// <summary>
    /// What the request's mask alone can say: the subject is what it marks, the background what it leaves.
    /// </summary>
    /// <exception cref="ImageEditException">Another target, or no mask.</exception>
    internal static Mask SelectByMask(string target, Mask? mask) => (target, mask) switch
    {
        ("subject", not null) => mask,
        ("background", not null) => mask.Complement(),
        _ => throw new ImageEditException(
            ImageEditFailure.UnsupportedInstruction, $"The {target} cannot be found in the image by this version: send a mask that marks it.", "mask"),
    };
}

/// <summary>What an operation made.</summary>
/// <param name="Picture">The edited picture; the caller owns it.</param>
/// <param name="Touched">Where it may differ from the source: weight 0 is the source's pixel; null when it may differ everywhere.</param>
public sealed record EditedPicture(Image Picture, Mask? Touched);
