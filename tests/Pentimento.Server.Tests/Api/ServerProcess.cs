using System.Diagnostics;
using System.Text;

namespace Pentimento.Server.Tests.Api;

/// <summary>The built program in a process of its own, which can be ended in ways that a server in this process cannot.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Key = "sk-of-the-process-tests";

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler());

    public string Errors => _errors.ToString();

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="settings">As <c>Section:Name</c>, <c>value</c>.</param>
    public static async Task<ServerProcess> StartAsync(string folder, params IReadOnlyList<string> settings)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pentimento.exe" : "pentimento"),
            ["serve", "--urls", "http://127.0.0.1:0", "--Data:Folder", folder, "--Keys:Static:0", Key, "--Logging:LogLevel:Default", "Warning", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(Process.Start(start)!);
        while (await server._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("address", StringComparison.Ordinal))
            {
                server.Client.BaseAddress = new(line.Split("address")[1].Trim());
                server.Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
                _ = server._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // or a full pipe would stop it
                return server;
            }
        }

        await server._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The server did not start: {server.Errors}");
    }

    /// <summary>Ends it as a loss of power would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to stop, as service managers do.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
