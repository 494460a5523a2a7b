using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Images;
using OpenAI.Models;

namespace Pentimento.Server.Tests.Clients;

/// <summary>NuGet <c>OpenAI</c> 2.15, unmodified, with the assertions of its own image edit tests.</summary>
public sealed class OpenAIForDotNetTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly string Photo = RealServer.Asset("coffee.png");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C109_C111_one_image_comes_back_as_bytes()
    {
        var image = (await Client().GenerateImageEditAsync(Photo, "make it black and white")).Value;

        Assert.Null(image.ImageUri);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], image.ImageBytes.ToArray()[..4]);
        Assert.Contains("grayscale", image.RevisedPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C109_a_stream_and_a_mask_are_taken_and_the_rest_of_the_picture_is_the_inputs()
    {
        await using var photo = File.OpenRead(Photo);
        await using var mask = File.OpenRead(RealServer.Asset("coffee-mask.png"));

        var answer = await Client().GenerateImageEditAsync(photo, "coffee.png", "make it black and white", mask, "mask.png", cancellationToken: Cancellation);

        var decoder = new Engine.Images.ImageDecoder(new());
        using var before = decoder.Decode(await File.ReadAllBytesAsync(Photo, Cancellation));
        using var after = decoder.Decode(answer.Value.ImageBytes.ToMemory());
        Assert.True(before.Row(10).SequenceEqual(after.Row(10)));
        Assert.False(before.Row(200).SequenceEqual(after.Row(200)));
    }

    [Fact]
    public async Task C109_C111_two_results_are_two()
    {
        var images = (await Client().GenerateImageEditsAsync(Photo, "make it warmer", 2)).Value;

        Assert.Equal(2, images.Count);
        Assert.True(images.CreatedAt > new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.NotEqual(images[0].ImageBytes.ToArray(), images[1].ImageBytes.ToArray());
    }

    [Fact]
    public async Task An_address_is_absolute_and_can_be_fetched()
    {
        var image = (await Client().GenerateImageEditAsync(
            Photo, "make it black and white", new ImageEditOptions { ResponseFormat = GeneratedImageFormat.Uri })).Value;

        Assert.Null(image.ImageBytes);
        using var plain = new HttpClient(new SocketsHttpHandler());
        var bytes = await plain.GetByteArrayAsync(image.ImageUri, Cancellation);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
    }

    [Fact]
    public async Task A_size_is_met()
    {
        var image = (await Client().GenerateImageEditAsync(
            Photo, "make it black and white", new ImageEditOptions { Size = GeneratedImageSize.W256xH256 })).Value;

        using var picture = new Engine.Images.ImageDecoder(new()).Decode(image.ImageBytes.ToMemory());
        Assert.Equal((256, 256), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task C111_a_wrong_key_is_a_401()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() => Client("fake_key").GenerateImageEditAsync(Photo, "make it black and white"));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task A_prompt_that_cannot_be_done_is_a_400_that_names_the_words()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() => Client().GenerateImageEditAsync(Photo, "turn the cup into a dragon"));

        Assert.Equal(400, error.Status);
        Assert.Contains("unsupported_instruction", error.Message, StringComparison.Ordinal);
        Assert.Contains("dragon", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_listed()
    {
        var models = (await new OpenAIModelClient(new ApiKeyCredential(RealServer.Key), Options()).GetModelsAsync(Cancellation)).Value;

        Assert.Contains(models, m => m.Id == "pentimento-1");
    }

    [Fact]
    public async Task C109_events_of_a_stream_arrive_as_items_and_nothing_follows_them()
    {
        using var form = new MultipartFormDataContent { { new StringContent("make it black and white, then add a border"), "prompt" } };
        form.Add(new StringContent("true"), "stream");
        form.Add(new StringContent("1"), "partial_images");
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(Photo, Cancellation)), "image", "a.png");
        using var body = BinaryContent.Create(await form.ReadAsStreamAsync(Cancellation));

        var types = new List<string>();
#pragma warning disable OPENAI001 // for evaluation, says the client; people use it
        await foreach (var item in await Client().GenerateImageEditsStreamingAsync(body, form.Headers.ContentType!.ToString(), new RequestOptions()))
        {
            types.Add(item.EventType);
        }
#pragma warning restore OPENAI001

        Assert.Equal(["image_edit.partial_image", "image_edit.completed"], types);
    }

    private ImageClient Client(string key = RealServer.Key) => new("pentimento-1", new ApiKeyCredential(key), Options());

    private OpenAIClientOptions Options() => new() { Endpoint = new Uri(server.Address, "v1"), RetryPolicy = new ClientRetryPolicy(0) };
}
