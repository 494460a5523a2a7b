using System.Text.Json;

namespace Pentimento.Server.Tests.Api;

/// <summary>One frame of an event stream as it stood on the wire: an <c>event:</c> line and one <c>data:</c> line.</summary>
internal sealed record ServerSentEvent(string Name, JsonElement Data)
{
    /// <summary>Reads a whole stream; comments are left out, anything else than the two lines fails.</summary>
    public static IReadOnlyList<ServerSentEvent> ReadAll(string text)
    {
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        return [.. text[..^2].Split("\n\n").Where(static frame => !frame.StartsWith(':')).Select(Read)];
    }

    private static ServerSentEvent Read(string frame)
    {
        var lines = frame.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("data: {", lines[1], StringComparison.Ordinal);
        return new(lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement);
    }
}
