using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Operations.Kernels;
using Pentimento.Engine.Selection;

namespace Pentimento.Engine.Execution;

/// <summary>Executes plans on images. Runs on the calling thread from start to end; safe to use from many threads at once.</summary>
/// <param name="regions">Finds regions by name; null leaves places, colours and masks. It stays the caller's.</param>
public sealed class EditExecutor(ExecutionOptions options, RegionSelector? regions = null)
{
    // Of the whole edit; the rest is its size and its file.
    private const double StepsShare = 0.95;

    /// <summary>Checks that a plan can be executed, without an image.</summary>
    /// <param name="hasMask">Whether the edit is limited by a mask.</param>
    /// <exception cref="ImageEditException">It cannot; the message names every part.</exception>
    /// <returns>Whether a step works on the request's further images too; otherwise only the first needs decoding.</returns>
    public bool Check(Planning.EditPlan plan, bool hasMask)
    {
        var steps = BoundStep.Bind(plan, options.ApplyPartially, hasMask, regions is not null).Steps;
        CheckMask(steps, hasMask);
        return steps.Any(s => s.Operation.UsesOtherImages);
    }

    /// <summary>
    /// Begins to look at a picture, so that several executions on it share what is found: as <see cref="EditJob.Session"/>. The caller
    /// disposes it before the picture.
    /// </summary>
    /// <returns>Null when this executor finds nothing by name.</returns>
    public RegionSession? Begin(Image picture) => regions?.Begin(picture);

    /// <summary>Executes a plan. Same job, same pixels.</summary>
    /// <param name="progress">Told 0 to 1 after each stage; may be null.</param>
    /// <exception cref="ImageEditException">The plan cannot be executed, or would change nothing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EditOutcome Execute(EditJob job, IProgress<double>? progress, CancellationToken cancellation)
    {
        // 1. Nothing is touched before the whole plan is known to be executable.
        var (bound, leftOut) = BoundStep.Bind(job.Plan, options.ApplyPartially, job.Mask is not null, regions is not null);
        var steps = bound.Select(s => s.Vary(job.Variation)).ToArray();
        CheckMask(steps, job.Mask is not null);
        var input = job.Images[0];
        using var own = job.Session is null ? Begin(input) : null;
        var session = job.Session ?? own;
        session?.Restart();
        try
        {
            // 2. The steps, each inside its region.
            var (edited, region) = Run(steps, job, new(session, job.Mask, cancellation), progress, cancellation);
            try
            {
                // 3. Outside the mask and the regions everything is the input's, and that is counted, not assumed.
                long? changedOutside = region is null ? null : MaskComposite.ChangedOutside(input, edited, region);
                if (IsSame(input, edited))
                {
                    throw new ImageEditException(
                        ImageEditFailure.NothingToChange,
                        $"The edit ({Sentence(steps)}) leaves every pixel of this image as it is, so there is nothing to return.",
                        "prompt");
                }

                // 4. The size that was asked for.
                var sent = Math.Max(job.SentImages, job.Images.Count);
                var words = Sentence(steps) + (sent > 1 && !steps.Any(s => s.Operation.UsesOtherImages) ? $"; applied to the first of {sent} images" : "")
                    + (leftOut.Count > 0 ? $"; left out: {string.Join(" ", leftOut)}" : "");
                (edited, words) = ToSize(edited, job.Size, words);
                progress?.Report(1);
                return new(edited, words, changedOutside);
            }
            catch
            {
                edited.Dispose();
                throw;
            }
        }
        catch (VipsException error)
        {
            throw new ImageEditException(ImageEditFailure.Internal, "The edit failed inside the image library.", inner: error);
        }
    }

    /// <summary>Runs the steps on the input.</summary>
    /// <returns>The picture, and everything that a step was allowed to change (null when that is the whole of it).</returns>
    private (Image Edited, Mask? Region) Run(BoundStep[] steps, EditJob job, StepRegions places, IProgress<double>? progress, CancellationToken cancellation)
    {
        var context = new OperationContext(job.Images, options.Limits, job.Variation, cancellation);
        var current = job.Images[0];
        Mask? touched = null;
        var everywhere = false;
        try
        {
            for (var i = 0; i < steps.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var (region, found) = places.Of(current, steps[i]);
                var fused = Kernels(steps.AsSpan(i));
                var (before, place) = (current, i);
                PreviewFused(current, fused, region, i, steps.Length, job.Previews, cancellation);
                var (next, changed) = fused.Count > 1
                    ? new EditedPicture(PointPipeline.Run(current, fused, cancellation), region)
                    : steps[i].Operation.Edit(current, steps[i].Arguments, context with
                    {
                        Region = region,
                        Mask = job.Mask,
                        Staged = (part, make) => Stage(before, make, region, (place + part) / steps.Length, job.Previews, progress),
                        Select = target => places.Beside(before, target),
                    });
                steps[i] = steps[i] with { Found = found ?? places.BesideWords };
                places.After(steps[i], next, region, changed);
                everywhere |= changed is null;
                if (changed is not null)
                {
                    MaskComposite.Restore(current, next, changed);
                    touched = everywhere ? null : touched?.Union(changed) ?? changed;
                }

                Release(current);
                current = next;
                i += Math.Max(1, fused.Count);
                progress?.Report((double)i / steps.Length * StepsShare);
                job.Previews?.Offer(current, (double)i / steps.Length);
            }

            return (current, everywhere ? null : touched);
        }
        catch
        {
            Release(current);
            throw;
        }

        // The input is the caller's.
        void Release(Image image)
        {
            if (image != job.Images[0])
            {
                image.Dispose();
            }
        }
    }

    /// <summary>A state within a step, shown as the step will leave it: the input outside its region.</summary>
    private static void Stage(Image before, Func<Image> make, Mask? region, double fraction, Previews? previews, IProgress<double>? progress)
    {
        progress?.Report(fraction * StepsShare);
        if (previews?.IsDue(fraction) is true)
        {
            using var state = make();
            if (region is not null)
            {
                MaskComposite.Restore(before, state, region);
            }

            previews.Offer(state, fraction);
        }
    }

    /// <summary>Kernels that run together have no state between them: what the first of them make is worked out for who wants to see it.</summary>
    private static void PreviewFused(
        Image current, List<PointKernel> fused, Mask? region, int done, int steps, Previews? previews, CancellationToken cancellation)
    {
        for (var k = 1; k < fused.Count; k++)
        {
            var fraction = (double)(done + k) / steps;
            if (previews?.IsDue(fraction) is true)
            {
                using var state = PointPipeline.Run(current, fused.GetRange(0, k), cancellation);
                if (region is not null)
                {
                    MaskComposite.Restore(current, state, region);
                }

                previews.Offer(state, fraction);
            }
        }
    }

    /// <summary>The kernels of the point operations that stand at the beginning of the steps, as long as they are for the whole picture.</summary>
    private static List<PointKernel> Kernels(ReadOnlySpan<BoundStep> steps)
    {
        var kernels = new List<PointKernel>();
        foreach (var step in steps)
        {
            if (step.Operation is not PointOperation point || !step.Region.IsWhole
                || point.Kernel(step.Arguments) is not { } kernel)
            {
                break;
            }

            kernels.Add(kernel);
        }

        return kernels;
    }

    private static void CheckMask(IEnumerable<BoundStep> steps, bool hasMask)
    {
        foreach (var step in steps)
        {
            if (hasMask && !step.Operation.KeepsGeometry && !step.Operation.FindsByMask(step.Arguments))
            {
                throw new ImageEditException(
                    ImageEditFailure.InvalidMask,
                    $"A mask cannot limit \"{step.Words}\": it moves pixels or changes the size of the whole image. Send it without a mask, or ask for a change of colour, light or detail.",
                    "mask");
            }
        }
    }

    private (Image Image, string Words) ToSize(Image edited, (int Width, int Height)? size, string words)
    {
        if (size is not { } wanted || wanted == (edited.Width, edited.Height))
        {
            return (edited, words);
        }

        options.Limits.CheckSize(wanted.Width, wanted.Height, "The requested size", "size");
        var sameAspect = (long)wanted.Width * edited.Height == (long)wanted.Height * edited.Width;
        var contain = options.SizeFit == SizeFit.Contain;
        var sized = contain
            ? Resampling.Contain(edited, wanted.Width, wanted.Height, options.Background)
            : Resampling.Cover(edited, wanted.Width, wanted.Height);
        edited.Dispose();
        var how = sameAspect ? "" : contain ? " with room around it" : ", cropped around what draws most attention";
        return (sized, $"{words}; size {wanted.Width}x{wanted.Height}{how}");
    }

    private static bool IsSame(Image a, Image b) =>
        a.Width == b.Width && a.Height == b.Height && a.Bands == b.Bands && a.Pixels.SequenceEqual(b.Pixels);

    private static string Sentence(IEnumerable<BoundStep> steps) => string.Join(", ", steps.Select(s => s.Words));
}
