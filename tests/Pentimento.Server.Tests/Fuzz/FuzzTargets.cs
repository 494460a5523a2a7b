using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pentimento.Engine;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Planning;
using Pentimento.Server.Api;
using Pentimento.Server.Api.Errors;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;
using Pentimento.Server.Models;
using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Fuzz;

/// <summary>
/// What is given broken input: the readers of bodies, the engine's decoders, the planner, and the whole server over its socket. Each case
/// ends in a result or in a refusal that is the client's fault; everything else is thrown.
/// </summary>
internal sealed class FuzzTargets(RealServer server)
{
    private const string FormType = $"multipart/form-data; boundary={RawRequest.Boundary}";
    private const string JsonType = "application/json";

    private static readonly Caller Somebody = Caller.From(new ApiKey("key_1", "fuzz", default, null, null), "fuzz", new AccountLimits());

    private readonly EditRequestReader _reader = server.Services.GetRequiredService<EditRequestReader>();
    private readonly EditRequestBuilder _builder = server.Services.GetRequiredService<EditRequestBuilder>();
    private readonly ModelRegistry _models = server.Services.GetRequiredService<ModelRegistry>();
    private readonly IEditEngine _engine = server.Services.GetRequiredService<IEditEngine>();
    private readonly PromptPlanner _planner = new();
    private readonly EditExecutor _executor = new(new ExecutionOptions());

    public Task RunAsync(string target, int seed) => target switch
    {
        "multipart" => ReadAsync(new(seed, FuzzSamples.BodyWords), Multipart, FormType),
        "json" => ReadAsync(new(seed, FuzzSamples.BodyWords), Json, JsonType),
        "image" => EditAsync(new(seed, FuzzSamples.ImageWords)),
        "prompt" => PlanAsync(new(seed, FuzzSamples.PromptWords)),
        _ => SendAsync(new(seed, FuzzSamples.RequestWords)),
    };

    private static byte[] Multipart(Mutator mutator) => mutator.Mutate(mutator.Pick(FuzzSamples.Multipart), FuzzSamples.Multipart);

    private static byte[] Json(Mutator mutator)
    {
        var body = mutator.OneIn(2) ? mutator.Pick(FuzzSamples.Json) : FuzzSamples.JsonBody(mutator);
        return mutator.OneIn(2) ? mutator.Mutate(body, FuzzSamples.Json) : body;
    }

    private async Task ReadAsync(Mutator mutator, Func<Mutator, byte[]> make, string contentType)
    {
        var body = make(mutator);
        var context = new DefaultHttpContext();
        context.Features.Set(Somebody);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = mutator.OneIn(2) ? body.Length : null;
        context.Request.ContentType = mutator.OneIn(20)
            ? Encoding.Latin1.GetString(mutator.Mutate(Encoding.Latin1.GetBytes(contentType), FuzzSamples.BodyWords))
            : contentType;
        await RefusedOrDoneAsync(async () =>
        {
            using var form = await _reader.ReadAsync(context.Request, CancellationToken.None);
            _builder.Build(form, name => _models.Find(name).Model);
        });
    }

    private Task EditAsync(Mutator mutator)
    {
        var image = mutator.Mutate(mutator.Pick(FuzzSamples.Images), FuzzSamples.Images);
        var request = new EditRequest
        {
            Model = "pentimento-1",
            Prompt = "invert the colours",
            Images = [new("image", mutator.OneIn(3) ? FuzzSamples.Images[0] : image)],
            Mask = mutator.OneIn(3) ? new("mask", image) : null,
        };
        return RefusedOrDoneAsync(async () =>
        {
            if (_engine.CountPixels(request) > 20_000_000)
            {
                return; // A header may claim what is allowed; what follows then only takes its time.
            }

            await foreach (var happening in _engine.EditAsync(request, CancellationToken.None))
            {
                (happening as EditEvent.Finished)?.Result.Dispose();
            }
        });
    }

    private Task PlanAsync(Mutator mutator)
    {
        var prompt = Encoding.UTF8.GetString(mutator.Mutate(mutator.Pick(FuzzSamples.Prompts), FuzzSamples.Prompts));
        return RefusedOrDoneAsync(() =>
        {
            var plan = _planner.Plan(prompt);
            _executor.Check(EditPlanJson.Read(EditPlanJson.Write(plan)), hasMask: mutator.OneIn(2));
            return Task.CompletedTask;
        });
    }

    /// <summary>Any answer below 500 is good, and none at all to what is no HTTP.</summary>
    private async Task SendAsync(Mutator mutator)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            var request = mutator.OneIn(2) ? FuzzSamples.Request(FormType, Multipart(mutator)) : FuzzSamples.Request(JsonType, Json(mutator));
            if (mutator.OneIn(3))
            {
                // It may announce more than comes: the end of the connection says that this is all.
                await stream.WriteAsync(mutator.Mutate(request, FuzzSamples.RequestWords));
                client.Client.Shutdown(SocketShutdown.Send);
            }
            else
            {
                await stream.WriteAsync(request);
            }

            await stream.CopyToAsync(answer);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // The server may cut off what is no HTTP while it still comes.
        }

        var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        Done += text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? 1 : 0;
        Assert.False(text.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !text.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), text);
    }

    /// <summary>Cases that ended in a result, although they were broken: how far inside the input gets.</summary>
    public int Done { get; private set; }

    private async Task RefusedOrDoneAsync(Func<Task> work)
    {
        try
        {
            await work();
            Done++;
        }
        catch (EditException refused) when (ErrorTable.For(refused.Kind).Status is >= 400 and < 500 and not 429)
        {
            Assert.NotEmpty(refused.Message);
        }
        catch (ImageEditException refused) when (refused.Failure is not (ImageEditFailure.Internal or ImageEditFailure.NativeLibrary))
        {
            Assert.NotEmpty(refused.Message);
        }
    }
}
