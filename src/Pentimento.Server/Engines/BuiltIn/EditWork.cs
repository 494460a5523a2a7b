using System.Threading.Channels;
using Pentimento.Engine;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Planning;
using Pentimento.Server.Editing;
using Pentimento.Server.Telemetry;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>The one synchronous stretch of an edit: plan, decode, execute, encode, all on the calling thread.</summary>
internal sealed class EditWork(
    Func<string, EditPlan> plan, ImageDecoder decoder, EditExecutor executor, ImageEncoder encoder, Rgb background,
    bool transparentIsMask)
{
    /// <param name="stages">Gets the progress, and is closed at the end whatever happens.</param>
    /// <exception cref="EditException">The edit cannot be carried out.</exception>
    public EditResult Run(EditRequest request, ChannelWriter<EditEvent> stages, CancellationToken cancellation)
    {
        var images = new List<Image>();
        var results = new List<EditedImage>();
        try
        {
            // 1. Plan, and refuse what cannot be done before any pixel is decoded.
            if (request.Prompt.Length > PromptPlanner.LongestPrompt)
            {
                throw new EditException(
                    EditFailure.InvalidValue, $"The prompt is longer than the {PromptPlanner.LongestPrompt} UTF-16 units that are read.", "prompt");
            }

            var (steps, usesAll) = Plan(request);
            stages.TryWrite(new EditEvent.Planned([.. steps.Steps.Select(static step => step.Operation).Distinct()]));

            // 2. Decode, of several images only what the plan uses.
            for (var i = 0; i < (usesAll ? request.Images.Count : 1); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                images.Add(Decode(request.Images[i], NameOf(i, request)));
            }

            var mask = request.Mask is { } file ? ReadMask(file, "mask", images[0], Mask.FromAlpha)
                : request.Markup is { } strokes ? ReadMask(strokes, "markup", images[0], Mask.FromStrokes)
                : transparentIsMask ? HoleOf(images[0]) : null;

            // 3. One result after the other.
            var size = request.Size is { } wanted ? (wanted.Width, wanted.Height) : ((int, int)?)null;
            using var session = executor.Begin(images[0]);
            var job = new EditJob { Session = session, Plan = steps, Images = images, SentImages = request.Images.Count, Mask = mask, Size = size };
            for (var i = 0; i < request.Count; i++)
            {
                var progress = new StageWriter(stages, i, request.Count);
                var previews = i == 0 && request.PartialImages > 0 ? new Previews(images[0], request.PartialImages, Show) : null;
                using var outcome = Execute(job with { Variation = i, Previews = previews }, progress, cancellation);
                cancellation.ThrowIfCancellationRequested();
                results.Add(Encode(outcome.Image, request, outcome.Words, outcome.ChangedOutside));
            }

            return new(results);
        }
        catch (Exception error)
        {
            results.ForEach(static result => result.Dispose());
            if (error is ImageEditException known)
            {
                throw BuiltInFailures.Translate(known, known.Field == "mask" ? (request.Mask ?? request.Markup)?.Field : null);
            }

            throw;
        }
        finally
        {
            images.ForEach(static image => image.Dispose());
            VipsRuntime.LeaveThread();
            stages.Complete();
        }

        void Show(Image state)
        {
            var partial = Encode(state, request, "an intermediate state", changedOutside: null);
            if (!stages.TryWrite(new EditEvent.PartialImage(0, partial)))
            {
                partial.Dispose();
            }
        }
    }

    /// <summary>Whether the plan has a step that must find something in the picture, which takes a model. A prompt without a plan has none.</summary>
    public bool NeedsModels(EditRequest request)
    {
        try
        {
            return request.Prompt.Length <= PromptPlanner.LongestPrompt
                && plan(request.Prompt).Steps.Any(static step => IsThing(step.Target) || (step.Value is { } value && RegionPhrase.Kinds.Contains(value)));
        }
        catch (ImageEditException)
        {
            return false; // The edit itself tells what is wrong, with the field.
        }

        static bool IsThing(string target) => RegionPhrase.Parse(target) is { Kind: not ("image" or "mask") } or { Except: not null };
    }

    /// <summary>What a message calls an image: by its place when there are several.</summary>
    public static string NameOf(int index, EditRequest request) => request.Images.Count == 1 ? "image" : $"image {index + 1}";

    private (EditPlan Steps, bool UsesAll) Plan(EditRequest request)
    {
        using var stage = Stages.Start("plan");
        var steps = plan(request.Prompt);
        return (steps, executor.Check(steps, (request.Mask ?? request.Markup) is not null));
    }

    private EditOutcome Execute(EditJob job, IProgress<double> progress, CancellationToken cancellation)
    {
        using var stage = Stages.Start("edit");
        return executor.Execute(job, progress, cancellation);
    }

    private Image Decode(InputFile file, string name)
    {
        using var stage = Stages.Start("decode");
        try
        {
            return decoder.Decode(file.Bytes, name);
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error, file.Field);
        }
    }

    private Mask ReadMask(InputFile file, string name, Image image, Func<Image, int, int, Mask> read)
    {
        try
        {
            using var picture = decoder.Decode(file.Bytes, name, out var header);
            return header.Format == ImageFormat.Png
                ? read(picture, image.Width, image.Height)
                : throw new EditException(
                    EditFailure.InvalidMaskFormat, $"Invalid {name} image format - the {name} is a {header.Format.Name()} file; it must be a PNG with an alpha channel.", file.Field);
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error, file.Field);
        }
    }

    private static Mask? HoleOf(Image image)
    {
        if (!image.HasAlpha)
        {
            return null;
        }

        var pixels = image.Pixels;
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] == 0)
            {
                return Mask.FromAlpha(image, image.Width, image.Height);
            }
        }

        return null;
    }

    private EditedImage Encode(Image image, EditRequest request, string words, long? changedOutside)
    {
        using var stage = Stages.Start("encode");
        var encoded = encoder.Encode(image, new EncodeOptions
        {
            Format = request.Format switch
            {
                OutputFormat.Jpeg => ImageFormat.Jpeg,
                OutputFormat.Webp => ImageFormat.Webp,
                _ => ImageFormat.Png,
            },
            Quality = request.Compression,
            Background = background,
            Opaque = request.Background == OutputBackground.Opaque,
        });
        return new(encoded.Bytes, encoded)
        {
            Format = request.Format,
            Size = new(encoded.Width, encoded.Height),
            HasTransparency = encoded.HasTransparency,
            RevisedPrompt = words,
            ChangedOutside = changedOutside,
        };
    }

    private sealed class StageWriter(ChannelWriter<EditEvent> stages, int index, int count) : IProgress<double>
    {
        public void Report(double value) => stages.TryWrite(new EditEvent.Progress((index + value) / count, "editing"));
    }
}
