using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Pentimento.Server.Cli;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Cli;

/// <summary>Runs command lines in this process, with an engine that writes down what it was asked.</summary>
public abstract class CliFixture : IDisposable
{
    private readonly KeyDatabase _database;
    private readonly JobDatabase _jobs;

    protected CliFixture()
    {
        _database = new KeyDatabase(Folder.Data);
        Keys = new SqliteKeyStore(_database, Time);
        _jobs = new JobDatabase(Folder.Data);
        Usage = new UsageStore(_jobs, Time);
    }

    protected TemporaryFolder Folder { get; } = new();

    protected TemporaryFolder Work { get; } = new();

    protected ManualTime Time { get; } = new();

    protected List<string[]> Served { get; } = [];

    protected string Input { get; set; } = "";

    private protected RecordingEngine Engine { get; } = new();

    private protected IKeyStore Keys { get; }

    private protected UsageStore Usage { get; }

    private protected EditLimits Limits { get; } = new();

    /// <summary>Two model files, the first of them there; a pull brings what <see cref="Pulled"/> says.</summary>
    private protected ModelShelf Shelf => new(
        "/srv/models",
        [Stored("eyes.onnx", "faces: where they are", 600_000), Stored("words.onnx", "text: where it stands", 4_700_000)],
        () => "recording runtime 1.0",
        (say, _) =>
        {
            say("words.onnx: 4700000 bytes");
            States["words.onnx"] = Pulled;
            return Task.CompletedTask;
        });

    private protected Dictionary<string, StoredModelState> States { get; } = new() { ["eyes.onnx"] = StoredModelState.Good, ["words.onnx"] = StoredModelState.Good };

    private protected StoredModelState Pulled { get; set; } = StoredModelState.Good;

    private StoredModel Stored(string name, string capability, long bytes) => new(
        name, capability, "Tiny", "Apache-2.0", "tiny-models@1.0.0", bytes, new string('a', 64), $"/srv/models/{name}",
        everyByte => everyByte || States[name] == StoredModelState.Missing ? States[name] : StoredModelState.Good);

    private protected List<DoctorFact> Facts { get; } = [];

    protected Func<string[], Task<int>> Serve { get; set; } = _ => Task.FromResult(0);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _jobs.Dispose();
        Folder.Dispose();
        Work.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Ran> RunAsync(params string[] args) => RunAsync(Token, args);

    private protected async Task<Ran> RunAsync(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(Input);
        var parts = new CommandLineParts
        {
            Serve = (settings, _) =>
            {
                Served.Add(settings);
                return Serve(settings);
            },
            Models = () => new ModelRegistry(Options.Create(new ModelsOptions()), [Engine]),
            Limits = () => Limits,
            Select = (image, target, _) => target == "the unicorn"
                ? throw new EditException(EditFailure.TargetNotFound, "No unicorn is found in the image.", "prompt")
                : new(new byte[] { 1, 2 }, image.Bytes, $"found {target}", 0.125),
            PlanJson = prompt => prompt == "boom"
                ? throw new EditException(EditFailure.UnsupportedInstruction, "cannot\n\"boom\"", "prompt")
                : $$"""{"steps":[],"prompt_length":{{prompt.Length}}}""",
            Keys = () => Keys,
            Usage = () => Usage,
            ModelFiles = () => Shelf,
            DataFolder = () => Folder.Data,
            Facts = () => Facts,
            Time = Time,
            Input = input,
            Output = output,
            Error = error,
        };
        var code = await CommandLine.RunAsync(args, parts, cancellation);
        return new(code, output.ToString(), error.ToString());
    }

    protected string WriteFile(string name, string content)
    {
        var path = Work.Data.File(name);
        File.WriteAllText(path, content);
        return path;
    }
}

/// <summary>What a command line left behind.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>Asserts that it failed with this code, one line on standard error, and nothing on standard output.</summary>
    public void Failed(int code, string saying)
    {
        Assert.Equal(code, Code);
        Assert.Equal("", Output);
        Assert.Matches(@"\Aerror: [^\n]+\n\z", Error);
        Assert.Contains(saying, Error, StringComparison.Ordinal);
    }
}

/// <summary>Answers every edit with the bytes <c>edited</c>.</summary>
internal sealed class RecordingEngine : IEditEngine
{
    public List<EditRequest> Requests { get; } = [];

    /// <summary>Thrown instead of a result.</summary>
    public Exception? Failure { get; set; }

    public long? ChangedOutside { get; set; }

    public string Name => "builtin";

    public IReadOnlyList<string> Versions => ["recording engine 1.0"];

    public Task CheckAsync(CancellationToken cancellation) => Failure is null ? Task.CompletedTask : Task.FromException(Failure);

    public long CountPixels(EditRequest request) => 1;

    public async IAsyncEnumerable<EditEvent> EditAsync(EditRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Requests.Add(request);
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        yield return new EditEvent.Progress(0.5, "working");
        yield return new EditEvent.PartialImage(0, Image(request));
        if (Failure is not null)
        {
            throw Failure;
        }

        yield return new EditEvent.Finished(new EditResult([Image(request)]));
    }

    private EditedImage Image(EditRequest request) => new("edited"u8.ToArray())
    {
        Format = request.Format,
        Size = request.Size ?? new PixelSize(4, 3),
        HasTransparency = false,
        RevisedPrompt = "made it black and white",
        ChangedOutside = ChangedOutside,
    };
}
