using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pentimento.Server.Api.Remote;
using Pentimento.Server.Tests.Api;

namespace Pentimento.Server.Tests.Contract;

/// <summary>Images from web addresses, switched on, from a host whose network is allowed.</summary>
public sealed class FetchTests : IAsyncLifetime
{
    private readonly TestServer _server = new()
    {
        Settings = ["--Api:Fetch:Enabled", "true", "--Api:Fetch:PrivateNetworks:0", "127.0.0.1/32", "--Api:Fetch:TimeoutSeconds", "1", "--Api:Fetch:MaxRedirects", "2", "--Editing:MaxFileBytes", "1000"],
    };

    private PictureHost _host = null!;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _host = await PictureHost.StartAsync(AnswerAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("redirect?to=/picture")]
    [InlineData("redirect?to=/redirect%3Fto=/picture")]
    public async Task C56_an_image_is_fetched_and_redirects_are_followed(string path)
    {
        (await EditAsync(new Uri(_host.Address, path).ToString())).ShouldSucceed();
        Assert.Equal(Calls.Png, _server.Engine.Last!.Images[0].Bytes.ToArray());
    }

    [Theory]
    [InlineData("missing", "404")]
    [InlineData("redirect?to=/redirect%3Fto=/redirect%253Fto=/picture", "redirects")]
    [InlineData("redirect?to=ftp://127.0.0.1/a", "redirect")]
    [InlineData("redirect?to=file:///etc/passwd", "redirect")]
    [InlineData("never", "seconds")]
    [InlineData("cut", "not whole")]
    public async Task C56_what_cannot_be_fetched_is_refused_with_the_reason(string path, string reason)
    {
        var answer = await EditAsync(new Uri(_host.Address, path).ToString());
        answer.ShouldBeError(400, "invalid_value", "images[0].image_url");
        Assert.Contains(reason, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("large")]
    [InlineData("large-without-a-length")]
    public async Task C56_more_bytes_than_the_limit_are_refused(string path) =>
        (await EditAsync(new Uri(_host.Address, path).ToString())).ShouldBeError(413, "request_too_large", "images[0].image_url");

    [Theory]
    [InlineData("http://127.0.0.2:PORT/picture")]
    [InlineData("http://[::1]:PORT/picture")]
    [InlineData("http://[::ffff:127.0.0.2]:PORT/picture")]
    [InlineData("http://2130706434:PORT/picture")]
    [InlineData("http://0x7f000002:PORT/picture")]
    [InlineData("http://127.2:PORT/picture")]
    [InlineData("http://0.0.0.0:PORT/picture")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://HOST/redirect?to=http://127.0.0.2:PORT/picture")]
    [InlineData("http://HOST/redirect?to=http://169.254.169.254/latest/meta-data/")]
    public async Task C56_addresses_that_are_not_public_are_refused_however_they_are_written_and_wherever_they_come_from(string url)
    {
        var answer = await EditAsync(url.Replace("HOST", _host.Address.Authority, StringComparison.Ordinal).Replace("PORT", $"{_host.Address.Port}", StringComparison.Ordinal));
        answer.ShouldBeError(400, "invalid_value", "images[0].image_url");
        Assert.Contains("not on the public internet", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(url.StartsWith("http://HOST", StringComparison.Ordinal) ? 1 : 0, _asked);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("127.255.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.192", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("2001:0:1::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void C56_only_public_addresses_are_connected_to(string address, bool isPublic) =>
        Assert.Equal(isPublic, new AddressGuard(Options.Create(new FetchOptions())).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.1.3.3", false)]
    [InlineData("fd00::9", true)]
    public void Networks_of_the_settings_are_allowed_besides(string address, bool allowed) => Assert.Equal(
        allowed, new AddressGuard(Options.Create(new FetchOptions { PrivateNetworks = ["10.1.2.0/24", "fd00::/8"] })).Allows(IPAddress.Parse(address)));

    private Task<Answer> EditAsync(string url) => _server.EditJsonAsync($$"""{"images":[{"image_url":"{{url}}"}],"prompt":"x"}""");

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var response = context.Response;
        switch (context.Request.Path)
        {
            case "/picture":
                await response.Body.WriteAsync(Calls.Png);
                break;
            case "/redirect":
                response.StatusCode = StatusCodes.Status302Found;
                response.Headers.Location = context.Request.Query["to"];
                break;
            case "/never":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "/cut":
                response.ContentLength = 500;
                await response.Body.WriteAsync(Calls.Png);
                context.Abort();
                break;
            case "/large":
                response.ContentLength = 1001;
                await response.Body.WriteAsync(new byte[1001]);
                break;
            case "/large-without-a-length":
                await response.Body.WriteAsync(new byte[1001]);
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
