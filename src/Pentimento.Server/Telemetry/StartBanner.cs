using System.Net;
using System.Reflection;
using System.Text;

namespace Pentimento.Server.Telemetry;

/// <summary>What a person wants to know when the server has started, and nothing else.</summary>
/// <param name="Addresses">Where it listens, with the real ports.</param>
/// <param name="DataFolder">Where it writes.</param>
/// <param name="Versions">Engines and libraries.</param>
/// <param name="FirstKey">A key that was made just now and is shown this once; null when there were keys already.</param>
internal sealed record StartBanner(
    IReadOnlyCollection<string> Addresses, string DataFolder, IReadOnlyCollection<string> Versions, string? FirstKey)
{
    // 8x8 pixels, red to blue: the line below needs no file to work.
    private const string SamplePng =
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAJUlEQVR42mP4r8FwX0Nhv4bDfI2Eeo2GeI0F9hoH5DUeMAwtCQDZLEnBIkecUAAAAABJRU5ErkJggg==";

    public override string ToString()
    {
        var version = typeof(StartBanner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var text = new StringBuilder().AppendLine().Append("Pentimento ").AppendLine(version);
        foreach (var address in Addresses)
        {
            Line(text, "address", address);
        }

        Line(text, "data", DataFolder);
        foreach (var item in Versions)
        {
            Line(text, "engine", item);
        }

        foreach (var risk in Risks(Addresses))
        {
            Line(text, "warning", risk);
        }

        if (FirstKey is not null)
        {
            Line(text, "key", $"{FirstKey}   (shown this once; more with: pentimento keys create)");
        }

        if (Addresses.FirstOrDefault() is { } first)
        {
            Line(text, "try", FirstKey is null ? "(with PENTIMENTO_KEY set to your key)" : "");
            text.AppendLine(TryLine(first));
        }

        return text.ToString();
    }

    /// <summary>Settings that expose more than a person may be aware of.</summary>
    internal static IEnumerable<string> Risks(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Where(static address => !IsLoopback(address)))
        {
            yield return address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
                ? $"{address} can be reached from other machines"
                : $"{address} can be reached from other machines without TLS: keys and pictures travel in the clear. Put a proxy with TLS before it.";
        }
    }

    private static bool IsLoopback(string address) =>
        BindingAddress.Parse(address).Host.Trim('[', ']') is var host
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)));

    private string TryLine(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        var key = FirstKey ?? "$PENTIMENTO_KEY";
        return $"echo {SamplePng} | base64 -d | curl -s {binding.Scheme}://{host}:{binding.Port}/v1/images/edits "
            + $"-H \"Authorization: Bearer {key}\" -F image=@- -F prompt=\"invert the colours\"";
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.AppendLine($"  {name,-8}{value}".TrimEnd());
}
