using Pentimento.Server.Tests.Api;
using Pentimento.Server.Tests.Clients;

namespace Pentimento.Server.Tests.Contract;

/// <summary>Event streams of the real engine.</summary>
public sealed class StreamedPictureTests(RealServer server) : IClassFixture<RealServer>
{
    private static readonly byte[] Picture = Pictures.Make(60, 40);

    [Theory]
    [InlineData("make it black and white, then crop it to a square and add a border", 2)]
    [InlineData("make it brighter, warmer and more saturated", 2)] // three point operations, which run as one
    public async Task C88_intermediate_states_are_pictures_between_the_input_and_the_result(string prompt, int states)
    {
        var frames = await StreamAsync(prompt, 2);
        Assert.Equal(states, frames.Count - 1);
        var pictures = frames.Select(static frame => Convert.ToBase64String(Pixels(frame))).Prepend(Convert.ToBase64String(Pixels(Picture))).ToArray();
        Assert.Equal(pictures.Length, pictures.Distinct().Count());
    }

    [Fact]
    public async Task C88_an_edit_of_one_step_has_nothing_between_and_shows_nothing() =>
        Assert.Equal("image_edit.completed", Assert.Single(await StreamAsync("make it black and white", 3)).Name);

    [Fact]
    public async Task C88_a_fill_shows_its_coarse_levels()
    {
        var picture = Pictures.Make(400, 300);
        var hole = Pictures.Make(400, 300, alpha: static (x, y) => x is > 100 and < 300 && y is > 80 and < 220 ? (byte)0 : (byte)255);
        using var response = await SendAsync("remove the marked area", 3, hole, picture);
        var answer = await Answer.ReadAsync(response);
        answer.ShouldSucceed();
        var frames = ServerSentEvent.ReadAll(answer.Text);
        Assert.InRange(frames.Count, 2, 4);
        var states = frames.Select(static frame => Convert.ToBase64String(Pixels(frame))).Append(Convert.ToBase64String(Pixels(picture))).ToArray();
        Assert.Equal(states.Length, states.Distinct().Count());
    }

    [Fact]
    public async Task C65_C88_outside_the_mask_every_intermediate_state_is_the_input()
    {
        var frames = await StreamAsync("make it brighter, warmer and blurry", 3, Pictures.LeftHalf(60, 40));
        using var input = Pictures.Decode(Picture);
        Assert.True(frames.Count >= 3, $"{frames.Count}");
        foreach (var frame in frames)
        {
            using var state = Pictures.Decode(frame.Data.GetProperty("b64_json").GetBytesFromBase64());
            for (var y = 0; y < 40; y++)
            {
                Assert.True(input.Row(y)[90..].SequenceEqual(state.Row(y)[90..]));
            }
        }

        Assert.Equal(0, frames[^1].Data.GetProperty("changed_outside").GetInt64());
    }

    [Fact]
    public async Task C93_words_that_cannot_be_carried_out_are_refused_as_json()
    {
        using var response = await SendAsync("turn the cat into a dragon", 1, null);
        (await Answer.ReadAsync(response)).ShouldBeError(400, "unsupported_instruction", "prompt");
    }

    private static byte[] Pixels(ServerSentEvent frame) => Pixels(frame.Data.GetProperty("b64_json").GetBytesFromBase64());

    private static byte[] Pixels(byte[] file)
    {
        using var picture = Pictures.Decode(file);
        return picture.Pixels.ToArray();
    }

    private async Task<IReadOnlyList<ServerSentEvent>> StreamAsync(string prompt, int partials, byte[]? mask = null)
    {
        using var response = await SendAsync(prompt, partials, mask);
        var answer = await Answer.ReadAsync(response);
        answer.ShouldSucceed();
        return ServerSentEvent.ReadAll(answer.Text);
    }

    private async Task<HttpResponseMessage> SendAsync(string prompt, int partials, byte[]? mask, byte[]? picture = null)
    {
        using var form = new MultipartFormDataContent().WithFile("image", picture ?? Picture);
        foreach (var (name, value) in new[] { ("prompt", prompt), ("stream", "true"), ("partial_images", $"{partials}") })
        {
            form.Add(new StringContent(value), name);
        }

        return await server.Client.PostAsync(Calls.Edits, mask is null ? form : form.WithFile("mask", mask), TestContext.Current.CancellationToken);
    }
}
