namespace Pentimento.Engine.Native;

/// <summary>How much unmanaged memory the pictures of this process take.</summary>
public static class NativeMemoryUse
{
    /// <summary>Bytes of pixels and encoded files that are held now; libvips' own working memory is not in it.</summary>
    public static long PictureBytes => PixelMemory.Held;
}
