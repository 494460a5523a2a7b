using Pentimento.Engine.Native.Onnx;
using Pentimento.Engine.Tests.Native.Onnx;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Vision;

public sealed class ModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pentimento-models-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_build_brings_every_pinned_file_unchanged()
    {
        var folder = new ModelFolder("");

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "models"), folder.Path);
        Assert.All(ModelFile.All, file => Assert.Equal(ModelState.Good, folder.Verify(file)));
        Assert.All(ModelFile.All, file => Assert.All([file.Capability, file.Licence, file.Origin, file.Package], text => Assert.NotEmpty(text)));
    }

    [Fact]
    public void A_missing_model_is_an_error_that_names_the_command_and_mends_itself_when_the_file_comes()
    {
        using var models = new VisionModels(new VisionOptions { Folder = _folder.FullName });
        using var picture = Pictures.Flat(32, 32, 1, 2, 3);

        var error = Assert.Throws<ImageEditException>(() => models.Saliency.Find(picture, Token));

        Assert.Equal(ImageEditFailure.Model, error.Failure);
        Assert.Contains("u2netp.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("pentimento models pull", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.FullName, error.Message, StringComparison.Ordinal);

        File.Copy(new ModelFolder("").PathOf(ModelFile.Named("u2netp.onnx")), Path.Combine(_folder.FullName, "u2netp.onnx"));
        Assert.Equal(320 * 320, models.Saliency.Find(picture, Token).Values.Length);
    }

    [Fact]
    public void A_file_with_one_other_byte_is_not_loaded()
    {
        var file = ModelFile.Named("blazeface.onnx");
        var bytes = File.ReadAllBytes(new ModelFolder("").PathOf(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(_folder.FullName, file.Name), bytes);
        using var models = new VisionModels(new VisionOptions { Folder = _folder.FullName });
        using var picture = Pictures.Flat(32, 32, 1, 2, 3);

        var error = Assert.Throws<ImageEditException>(() => models.Faces.Find(picture, Token));

        Assert.Equal(ImageEditFailure.Model, error.Failure);
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        var folder = new ModelFolder(_folder.FullName);
        Assert.Equal((ModelState.Good, ModelState.Wrong), (folder.Look(file), folder.Verify(file)));
        Assert.Equal(ModelState.Missing, folder.Verify(ModelFile.Named("u2netp.onnx")));
    }

    [Fact]
    public void A_model_is_loaded_once_however_many_wait_for_it_and_not_before_it_runs()
    {
        using var pool = new ModelPool(new VisionOptions { Slots = 8, ArenaMegabytes = 8 * 384 });
        var loads = 0;
        using var network = pool.Network(() =>
        {
            Interlocked.Increment(ref loads);
            return OnnxSession.Load(TinyModel.Double(), pool.Settings);
        });
        Assert.Equal(0, loads);

        Parallel.For(0, 32, new() { MaxDegreeOfParallelism = 8, CancellationToken = Token }, _ => Run(network));

        Assert.Equal(1, loads);
    }

    [Theory]
    [InlineData(1, 768)]
    [InlineData(8, 400)]
    public async Task No_more_networks_run_at_once_than_there_are_slots_and_memory_and_who_waits_can_be_cancelled(int slots, int megabytes)
    {
        using var pool = new ModelPool(new VisionOptions { Slots = slots, ArenaMegabytes = megabytes });
        using var second = pool.Network(() => OnnxSession.Load(TinyModel.Double(), pool.Settings));
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        using var announcing = pool.Network(() =>
        {
            started.SetResult();
            return OnnxSession.Load(TinyModel.Endless(), pool.Settings);
        });

        var running = Task.Run(() => Assert.ThrowsAny<OperationCanceledException>(() => Run(announcing, stopFirst.Token)), Token);
        await started.Task;
        var waiting = Task.Run(() => Assert.ThrowsAny<OperationCanceledException>(() => Run(second, stopSecond.Token)), Token);
        await stopSecond.CancelAsync();
        await waiting;
        Assert.False(running.IsCompleted);
        await stopFirst.CancelAsync();
        await running;

        Run(second, Token);
    }

    [Fact]
    public void After_the_end_no_model_runs()
    {
        var models = new VisionModels(new VisionOptions());
        using var picture = Pictures.Flat(32, 32, 1, 2, 3);
        models.Faces.Find(picture, Token);

        models.Dispose();

        Assert.Throws<ObjectDisposedException>(() => models.Faces.Find(picture, Token));
    }

    private static void Run(NeuralNetwork network, CancellationToken cancellation = default)
    {
        using var x = OnnxTensor.Create(1);
        using var outputs = network.Run([("x", x)], ["y"], cancellation);
    }
}
