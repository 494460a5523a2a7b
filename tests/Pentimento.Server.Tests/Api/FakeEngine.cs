using System.Runtime.CompilerServices;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Api;

/// <summary>An engine that answers at once with bytes of its own, remembers what it was asked, and fails or waits when told to.</summary>
internal sealed class FakeEngine : IEditEngine
{
    public const string Revised = "brightness +30%";

    private int _held;

    /// <summary>What an image of <see cref="Output"/> becomes; the default is 100 bytes of every value.</summary>
    public byte[] Output { get; set; } = [.. Enumerable.Range(0, 100).Select(static i => (byte)i)];

    public PixelSize Size { get; set; } = new(640, 480);

    public bool HasTransparency { get; set; }

    public long? ChangedOutside { get; set; }

    /// <summary>Intermediate states that it has to show, before <see cref="Before"/>.</summary>
    public IReadOnlyList<byte[]> States { get; set; } = [];

    /// <summary>How many images it has handed out that nobody has disposed.</summary>
    public int Held => _held;

    /// <summary>Runs before the answer; throws to fail.</summary>
    public Func<EditRequest, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    public Exception? NotReady { get; set; }

    /// <summary>The last request, its files copied.</summary>
    public EditRequest? Last { get; private set; }

    public string Name => "builtin";

    public IReadOnlyList<string> Versions => ["fake engine 1.0"];

    public Task CheckAsync(CancellationToken cancellation) => NotReady is null ? Task.CompletedTask : Task.FromException(NotReady);

    public long CountPixels(EditRequest request) => 1_000_000;

    public async IAsyncEnumerable<EditEvent> EditAsync(EditRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Last = request with
        {
            Images = [.. request.Images.Select(static file => file with { Bytes = file.Bytes.ToArray() })],
            Mask = request.Mask is { } mask ? mask with { Bytes = mask.Bytes.ToArray() } : null,
            Markup = request.Markup is { } markup ? markup with { Bytes = markup.Bytes.ToArray() } : null,
        };
        yield return new EditEvent.Progress(0.5, "half");
        foreach (var state in States.Take(request.PartialImages))
        {
            yield return new EditEvent.PartialImage(0, Make(state, request));
        }

        await Before(request, cancellation);
        yield return new EditEvent.Finished(new([.. Enumerable.Range(0, request.Count).Select(_ => Make(Output, request))]));
    }

    private EditedImage Make(byte[] bytes, EditRequest request)
    {
        Interlocked.Increment(ref _held);
        return new(bytes, new Lent(this))
        {
            Format = request.Format,
            Size = request.Size ?? Size,
            HasTransparency = HasTransparency,
            RevisedPrompt = Revised,
            ChangedOutside = ChangedOutside,
        };
    }

    private sealed class Lent(FakeEngine engine) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref engine._held);
    }
}
