using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Pentimento.Engine;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Native;
using Pentimento.Engine.Native.Vips;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Engines.BuiltIn;

/// <summary>Pentimento's own engine: a prompt becomes a plan, the plan is carried out on the picture.</summary>
internal sealed class BuiltInEngine : IEditEngine
{
    private readonly EditLimits _limits;
    private readonly int _threads;
    private readonly EditWork _work;
    private readonly ImageDecoder _decoder;

    /// <param name="plan">The planner.</param>
    public BuiltInEngine(IOptions<BuiltInOptions> options, IOptions<PlanningOptions> planning, IOptions<EditLimits> limits, RegionSelector regions, Func<string, EditPlan> plan)
    {
        var settings = options.Value;
        _limits = limits.Value;
        var execution = new ExecutionOptions
        {
            Limits = DecodeLimits(_limits),
            SizeFit = settings.SizeFit,
            ApplyPartially = planning.Value.Partial == PartialPlans.Apply,
            Background = Colour(settings.Background),
        };
        _decoder = new(execution.Limits) { ConvertToSrgb = settings.ConvertToSrgb };
        var encoder = new ImageEncoder { PngCompression = settings.PngCompression };
        _work = new(plan, _decoder, new EditExecutor(execution, regions), encoder, execution.Background, settings.TransparentPixelsAreMask);
        _threads = settings.ThreadsPerEdit;
    }

    public string Name => "builtin";

    public IReadOnlyList<string> Versions =>
    [
        $"Pentimento.Engine {typeof(EditExecutor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
        $"libvips {VipsRuntime.Version} ({NativeLibraries.VipsOrigin})",
    ];

    public long NativeBytes => NativeMemoryUse.PictureBytes;

    public string PlanSchema => EditPlanJson.Schema;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await foreach (var happening in EditAsync(TestEdit.Request(Name), cancellation))
        {
            if (happening is EditEvent.Finished { Result: var result })
            {
                using (result)
                {
                    return;
                }
            }
        }
    }

    public bool NeedsInference(EditRequest request) => _work.NeedsModels(request);

    public long CountPixels(EditRequest request)
    {
        try
        {
            var first = HeaderOf(request.Images[0], 0, request);
            var output = request.Size is { } size ? (long)size.Width * size.Height : (long)first.Width * first.Height;
            var input = (long)first.Width * first.Height;
            for (var i = 1; i < request.Images.Count; i++)
            {
                var header = HeaderOf(request.Images[i], i, request);
                input += (long)header.Width * header.Height;
            }

            return input <= _limits.MaxTotalMegapixels * 1_000_000L
                ? input + (output * request.Count)
                : throw new EditException(
                    EditFailure.InvalidImage,
                    string.Create(CultureInfo.InvariantCulture, $"The images have {input / 1e6:0.#} megapixels together; at most {_limits.MaxTotalMegapixels} are handled."),
                    request.Images[0].Field);
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error);
        }
    }

    public async IAsyncEnumerable<EditEvent> EditAsync(EditRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (_threads > 0)
        {
            VipsRuntime.SetConcurrency(_threads); // Not before the first edit: commands that edit nothing do not start libvips.
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var stages = Channel.CreateUnbounded<EditEvent>(new() { SingleReader = true, SingleWriter = true });

        // A thread of its own from start to end: an edit is one synchronous stretch, and must not hold a pool thread that requests need.
        var work = Task.Factory.StartNew(
            () => _work.Run(request, stages.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var delivered = false;
        try
        {
            await foreach (var stage in stages.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return stage;
            }

            var result = await work;
            delivered = true;
            yield return new EditEvent.Finished(result);
        }
        finally
        {
            // Whoever reads may leave early; the bytes of the request are theirs again only when the thread has ended.
            await stop.CancelAsync();
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (stages.Reader.TryRead(out var left))
            {
                (left as EditEvent.PartialImage)?.Image.Dispose();
            }

            if (!delivered && work.IsCompletedSuccessfully)
            {
                (await work).Dispose();
            }
        }
    }

    /// <summary>The server's limits as the decoder takes them.</summary>
    public static DecodeLimits DecodeLimits(EditLimits limits) => new()
    {
        MaxBytes = limits.MaxFileBytes,
        MaxImages = limits.MaxImages,
        MaxSide = limits.MaxSide,
        MaxMegapixels = limits.MaxMegapixels,
    };

    private ImageDecoder.Header HeaderOf(InputFile file, int index, EditRequest request)
    {
        try
        {
            return _decoder.ReadHeader(file.Bytes, EditWork.NameOf(index, request));
        }
        catch (ImageEditException error)
        {
            throw BuiltInFailures.Translate(error, file.Field);
        }
    }

    private static Rgb Colour(string hex)
    {
        var bytes = Convert.FromHexString(hex.AsSpan(1));
        return new(bytes[0], bytes[1], bytes[2]);
    }
}
