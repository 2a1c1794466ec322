import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
# Static files are small and on this disk; reading one in a thread is no harm.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous")
application = get_asgi_application()
