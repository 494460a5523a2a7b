using Pentimento.Server.Editing;
using Pentimento.Server.Results;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Results;

/// <summary>What every result store keeps to; one subclass an implementation.</summary>
public abstract class ResultStoreContract : IDisposable
{
    protected const int LifetimeMinutes = 60;

    protected ManualTime Time { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IResultStore Store { get; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Theory]
    [InlineData(OutputFormat.Png)]
    [InlineData(OutputFormat.Jpeg)]
    [InlineData(OutputFormat.Webp)]
    public async Task What_was_saved_is_read_back_byte_for_byte(OutputFormat format)
    {
        var bytes = Bytes(100_000, seed: 1);

        var saved = await Store.SaveAsync(bytes, format, Token);

        await using var opened = await Store.OpenAsync(saved.Name, Token);
        Assert.Equal(format, opened!.Format);
        Assert.Equal(bytes.Length, opened.Length);
        Assert.Equal(saved.Expires, opened.Expires);
        Assert.Equal(bytes, await ReadAsync(opened));
    }

    [Fact]
    public async Task A_deleted_result_is_gone_and_deleting_again_or_anything_else_does_no_harm()
    {
        var saved = await Store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Png, Token);
        var other = await Store.SaveAsync(Bytes(10, seed: 2), OutputFormat.Png, Token);

        await Store.DeleteAsync(saved.Name, Token);
        await Store.DeleteAsync(saved.Name, Token);
        await Store.DeleteAsync("../keys.db", Token);

        Assert.False(await ExistsAsync(saved.Name));
        Assert.True(await ExistsAsync(other.Name));
    }

    [Fact]
    public async Task A_result_holds_for_its_lifetime_and_not_a_second_longer()
    {
        var saved = await Store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Png, Token);

        Assert.Equal(Time.GetUtcNow().AddMinutes(LifetimeMinutes), saved.Expires);
        Time.Advance(TimeSpan.FromMinutes(LifetimeMinutes) - TimeSpan.FromSeconds(1));
        Assert.True(await ExistsAsync(saved.Name));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await ExistsAsync(saved.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../keys.db")]
    [InlineData("../results.secret")]
    [InlineData("..%2Fkeys.db")]
    [InlineData("..\\keys.db")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\win.ini")]
    [InlineData("9999999999-0123456789abcdef0123456789abcdef.png/../../keys.db")]
    [InlineData("9999999999-0123456789abcdef0123456789abcdef.png\n")]
    [InlineData("9999999999-0123456789abcdef0123456789abcdef.png\0")]
    [InlineData("9999999999-0123456789ABCDEF0123456789ABCDEF.png")]
    [InlineData("9999999999-0123456789abcdef0123456789abcdef.exe")]
    [InlineData("٩999999999-0123456789abcdef0123456789abcdef.png")]
    [InlineData("9999999999-0123456789abcdef0123456789abcdef.png")]
    public async Task Names_that_were_not_given_out_open_nothing(string name)
    {
        await Store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Png, Token);

        Assert.False(await ExistsAsync(name));
    }

    [Fact]
    public async Task A_name_holds_in_its_own_spelling_only()
    {
        var name = (await Store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Png, Token)).Name;

        Assert.False(await ExistsAsync(name.Replace(".png", ".jpg", StringComparison.Ordinal)));
        Assert.False(await ExistsAsync($"./{name}"));
        Assert.False(await ExistsAsync($"{name}/"));
        Assert.False(await ExistsAsync($"0{name}"));
    }

    [Fact]
    public async Task Names_need_no_escaping_in_an_address_and_are_never_given_twice()
    {
        var names = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            names.Add((await Store.SaveAsync(Bytes(10, seed: 1), OutputFormat.Webp, Token)).Name);
        }

        Assert.Equal(50, names.Count);
        Assert.All(names, n => Assert.Equal(n, Uri.EscapeDataString(n)));
    }

    [Fact]
    public async Task Many_saved_and_read_at_once_do_not_mix()
    {
        await Parallel.ForAsync(0, 64, Token, async (i, token) =>
        {
            var bytes = Bytes(10_000 + i, seed: i);
            var saved = await Store.SaveAsync(bytes, OutputFormat.Png, token);
            await using var opened = await Store.OpenAsync(saved.Name, token);
            Assert.Equal(bytes, await ReadAsync(opened!));
        });
    }

    [Fact]
    public async Task Several_read_the_same_result_at_once()
    {
        var bytes = Bytes(50_000, seed: 3);
        var name = (await Store.SaveAsync(bytes, OutputFormat.Png, Token)).Name;

        await using var first = await Store.OpenAsync(name, Token);
        await using var second = await Store.OpenAsync(name, Token);

        Assert.Equal(bytes, await ReadAsync(first!));
        Assert.Equal(bytes, await ReadAsync(second!));
    }

    protected static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected async Task<bool> ExistsAsync(string name)
    {
        await using var opened = await Store.OpenAsync(name, Token);
        return opened is not null;
    }

    private protected static async Task<byte[]> ReadAsync(OpenedResult opened)
    {
        using var memory = new MemoryStream();
        await opened.Content.CopyToAsync(memory, Token);
        return memory.ToArray();
    }
}
