using Pentimento.Engine.Native.Onnx;

namespace Pentimento.Engine.Tests.Native.Onnx;

public sealed class OnnxSessionTests
{
    private static readonly OnnxSettings Settings = new(2, 1L << 30);

    [Fact]
    public void A_model_computes_its_outputs_from_its_inputs()
    {
        using var session = OnnxSession.Load(TinyModel.Double(), Settings);
        using var x = Tensor(1, 2.5f, -3);

        using var outputs = session.Run([("x", x)], ["y"], TestContext.Current.CancellationToken);

        Assert.Equal([2, 5, -6], outputs[0].Values.ToArray());
        Assert.Equal([3], outputs[0].Shape);
        Assert.Equal(["x"], session.Inputs);
        Assert.Equal(["y"], session.Outputs);
    }

    [Fact]
    public void Many_threads_share_a_model_and_each_gets_its_own_result()
    {
        using var session = OnnxSession.Load(TinyModel.Double(), Settings);
        var wrong = 0;

        Parallel.For(0, 200, new() { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, i =>
        {
            using var x = Tensor([.. Enumerable.Repeat((float)i, 1 + (i * 37 % 5000))]);
            using var outputs = session.Run([("x", x)], ["y"], CancellationToken.None);
            if (outputs[0].Values.Length != x.Values.Length || outputs[0].Values.ContainsAnyExcept(2f * i))
            {
                Interlocked.Increment(ref wrong);
            }
        });

        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task A_run_ends_when_it_is_cancelled()
    {
        using var session = OnnxSession.Load(TinyModel.Endless(), Settings);
        using var x = Tensor(1);
        using var stop = new CancellationTokenSource();

        var run = Task.Run(() => Assert.ThrowsAny<OperationCanceledException>(() => session.Run([("x", x)], ["y"], stop.Token)), TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        await stop.CancelAsync();

        Assert.Equal(stop.Token, (await run).CancellationToken);
    }

    [Fact]
    public void A_cancelled_run_does_not_start()
    {
        using var session = OnnxSession.Load(TinyModel.Endless(), Settings);
        using var x = Tensor(1);

        Assert.ThrowsAny<OperationCanceledException>(() => session.Run([("x", x)], ["y"], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_the_model_goes_on_working()
    {
        using var session = OnnxSession.Load(TinyModel.Double(), Settings);
        using var square = OnnxTensor.Create(2, 2);
        using var x = Tensor(4);

        Assert.Throws<ArgumentException>(() => session.Run([("z", x)], ["y"], CancellationToken.None));
        Assert.Throws<ArgumentException>(() => session.Run([("x", x)], ["z"], CancellationToken.None));
        Assert.Equal(OnnxError.InvalidArgument, Assert.Throws<OnnxException>(() => session.Run([("x", square)], ["y"], CancellationToken.None)).Error);
        using var outputs = session.Run([("x", x)], ["y"], TestContext.Current.CancellationToken);
        Assert.Equal([8], outputs[0].Values.ToArray());
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<OnnxException>(() => OnnxSession.Load("no model at all"u8, Settings));
        Assert.Throws<OnnxException>(() => OnnxSession.Load([], Settings));
    }

    [Fact]
    public void Nothing_is_used_after_it_was_given_back()
    {
        var session = OnnxSession.Load(TinyModel.Double(), Settings);
        var x = Tensor(1);
        var outputs = session.Run([("x", x)], ["y"], TestContext.Current.CancellationToken);
        using var copy = outputs[0].Clone();
        outputs.Dispose();
        Assert.Throws<ObjectDisposedException>(() => outputs[0].Values.Length);
        Assert.Equal([2], copy.Values.ToArray());

        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => x.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => session.Run([("x", x)], ["y"], CancellationToken.None));
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run([("x", copy)], ["y"], CancellationToken.None));
    }

    private static OnnxTensor Tensor(params ReadOnlySpan<float> values)
    {
        var tensor = OnnxTensor.Create(values.Length);
        values.CopyTo(tensor.Values);
        return tensor;
    }
}
