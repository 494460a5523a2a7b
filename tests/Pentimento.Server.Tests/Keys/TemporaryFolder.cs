using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Keys;

/// <summary>A data folder of a test's own that does not exist yet; gone with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Data = new DataFolder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pentimento-test-{Guid.NewGuid():N}"));

    public DataFolder Data { get; }

    public string Path => Data.Path;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
