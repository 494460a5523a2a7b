using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Pentimento.Server.Api.Requests;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Remote;

/// <summary>
/// Fetches images from addresses that clients name. The server must not become a way into its own network: a name is resolved once, each
/// of its addresses is judged, and the connection goes to a judged address itself; a redirect is a new connection and is judged again.
/// </summary>
internal sealed class RemoteImages : IDisposable
{
    private readonly FetchOptions _options;
    private readonly AddressGuard _guard;
    private readonly HttpClient _client;

    public RemoteImages(IOptions<FetchOptions> options, AddressGuard guard)
    {
        (_options, _guard) = (options.Value, guard);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // A proxy would resolve the name by itself.
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // The time is limited over all redirects, below.
        };
        _client.DefaultRequestHeaders.Add("User-Agent", "Pentimento");
        _client.DefaultRequestHeaders.Add("Accept", "image/*");
    }

    /// <summary>Fetches one image.</summary>
    /// <param name="param">What the client called the address.</param>
    /// <param name="into">Gets the bytes.</param>
    /// <exception cref="EditException">Fetching is off, or the image cannot or may not be had.</exception>
    public async Task FetchAsync(Uri url, string param, PartBuffer into, int limit, CancellationToken cancellation)
    {
        if (!_options.Enabled)
        {
            throw new EditException(
                EditFailure.InvalidValue, "This server does not fetch images from addresses (Api:Fetch:Enabled). Send the image as a data URL, or upload it and send its file_id.", param);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var response = await FollowAsync(url, param, patience.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw Failed(param, $"the address answered with status {(int)response.StatusCode}");
            }

            await using var content = await response.Content.ReadAsStreamAsync(patience.Token);
            if (response.Content.Headers.ContentLength > limit || !await into.FillAsync(content, limit, response.Content.Headers.ContentLength, patience.Token))
            {
                throw Refusal.FileTooLarge(limit, param);
            }
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(param, $"it took longer than {_options.TimeoutSeconds} seconds", error);
        }
        catch (HttpRequestException error) when (error.InnerException is ForbiddenAddressException)
        {
            throw Failed(param, "its address is not on the public internet", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Failed(param, "no connection, or the answer was not whole", error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> FollowAsync(Uri url, string param, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || response.Headers.Location is not { } target)
            {
                return response;
            }

            response.Dispose();
            if (redirects == _options.MaxRedirects)
            {
                throw Failed(param, $"there are more than {_options.MaxRedirects} redirects");
            }

            url = new Uri(url, target);
            if (url.Scheme is not ("http" or "https"))
            {
                throw Failed(param, "a redirect leads to something else than http and https");
            }
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = Array.FindAll(addresses, _guard.Allows);
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static EditException Failed(string param, string why, Exception? inner = null) =>
        new(EditFailure.InvalidValue, $"The image in '{param}' could not be fetched: {why}.", param, inner);

    private sealed class ForbiddenAddressException : Exception;
}
