using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Files;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private const string Owner = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly FileStore _store;

    public FileStoreTests() => _store = new(new DataFolder(_folder.Path), Options.Create(new FilesOptions { LifetimeHours = 2 }), _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_ends_on_time_and_the_sweep_leaves_nothing_of_it()
    {
        var shorter = _store.Save(Owner, "a", "vision", new byte[] { 1 }, TimeSpan.FromHours(1));
        var longer = _store.Save(Owner, "b", "vision", new byte[] { 2 }, null);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_store.Find(Owner, shorter.Id));
        Assert.Null(_store.Open(Owner, shorter.Id));
        Assert.Equal([longer], _store.List(Owner));
        _store.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
        _time.Advance(TimeSpan.FromHours(1));
        _store.Sweep(TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_a_crash_left_is_swept_and_was_never_a_file()
    {
        var file = _store.Save(Owner, "a", "vision", new byte[] { 1 }, null);
        var left = Path.Combine(_folder.Path, "files", Owner, "file-ffffffffffffffffffffffffffffffff");
        File.WriteAllBytes(left, [1]);
        File.WriteAllBytes(left + ".json.tmp", [1]);
        Assert.Equal([file], _store.List(Owner));
        _store.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(file, _store.Find(Owner, file.Id));
    }

    [Fact]
    public void Files_outlive_a_restart()
    {
        var file = _store.Save(Owner, "größe.png", "user_data", new byte[] { 1, 2 }, null);
        var again = new FileStore(new DataFolder(_folder.Path), Options.Create(new FilesOptions()), _time);
        Assert.Equal(file, again.Find(Owner, file.Id));
    }

    [Fact]
    public void Only_the_servers_user_can_read_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _store.Save(Owner, "a", "vision", new byte[] { 1 }, null);
        foreach (var path in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData("../0123456789abcdef0123456789abcdef")]
    [InlineData("file-")]
    [InlineData("file-0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("file-0123456789abcdef0123456789abcdef\n")]
    public void A_name_of_another_shape_is_no_file(string id) => Assert.Null(_store.Find(Owner, id));
}
